package cn.zhibu.directory;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Marked;
import cn.zhibu.rules.RuleService;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** Gives a service the directory: its listener, its rows with their indexes, its questions. */
@AutoConfiguration(
        afterName = {
            "cn.zhibu.platform.tenant.TenantAutoConfiguration",
            "cn.zhibu.platform.change.ChangeAutoConfiguration"
        },
        beforeName = "cn.zhibu.platform.event.EventAutoConfiguration")
@AutoConfigurationPackage
final class DirectoryAutoConfiguration {

    /** Some 20 MB: a membership with its placements takes about 400 bytes. */
    private static final long SPELLS_KEPT = 50_000;

    @Bean
    Marked<Shape> directoryShapes(ReactiveMongoTemplate mongo) {
        return new Marked<>(mongo, Rows.Mark.class, SPELLS_KEPT, Shape::weight);
    }

    @Bean
    DirectoryProjection directoryProjection(
            Changes changes, ReactiveMongoTemplate mongo, Marked<Shape> shapes, ObjectProvider<Follower> followers) {
        var marking = Stream.<Follower>of(new Marking(new Reading(mongo), shapes));
        return new DirectoryProjection(
                changes,
                mongo,
                Stream.concat(marking, followers.orderedStream()).toList());
    }

    @Bean
    DirectoryService directoryService(ReactiveMongoTemplate mongo, Marked<Shape> shapes) {
        return new DirectoryService(mongo, shapes);
    }

    @Bean
    QuorumService quorumService(RuleService rules) {
        return new QuorumService(rules);
    }
}

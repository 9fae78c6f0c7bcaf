package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.probe.ProbeApplication;
import cn.zhibu.probe.Thing;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How often the store is asked for one write, all that follows in the outbox included; and when nothing is written. */
@ServiceTest
class QuestionsPerWriteTests {

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {

        @Bean
        MongoClientSettingsBuilderCustomizer counted() {
            return settings -> settings.addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    var first = event.getCommand().get(event.getCommandName());
                    if (first != null
                            && first.isString()
                            && OURS.contains(first.asString().getValue())) {
                        ASKED.add(
                                event.getCommandName() + " " + first.asString().getValue());
                    }
                }
            });
        }
    }

    private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
    private static final Set<String> OURS = Set.of("things", "writers", "outbox");
    private static final int WRITES = 100;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private Changes changes;

    @Autowired
    private World world;

    private final String tenant = UUID.randomUUID().toString();

    @BeforeEach
    void warm() {
        ours(changes.save(Thing.make("warm", "u"))).block(LIMIT);
        settled();
        ASKED.clear();
    }

    @Test
    void aNewRecordIsOneQuestionAndItsShareOfTheTakingOut() {
        one(number -> changes.save(Thing.make("new-" + number, "u")));
        said("created, one at a time", 1.5);
    }

    @Test
    void aDecisionIsTwoQuestionsAndItsShareOfTheTakingOut() {
        one(number -> changes.on(Thing.class, "warm").decide(Thing::increase));
        said("changed, one at a time", 2.5);
    }

    @Test
    void aBurstIsOneQuestionEachAndHardlyMore() {
        Flux.range(0, WRITES)
                .flatMap(number -> ours(changes.save(Thing.make("burst-" + number, "u"))), 16)
                .then()
                .block(LIMIT);
        settled();
        said("created, in a burst", 1.2);
    }

    @Test
    void atRestTheNumberOfBureausCostsNothing() {
        Flux.range(0, 30)
                .concatMap(number -> changes.save(Thing.make("rest", "u"))
                        .contextWrite(
                                context -> Tenancy.in(context, UUID.randomUUID().toString())))
                .then()
                .block(LIMIT);
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        ASKED.clear();
        LockSupport.parkNanos(Writers.BEAT.multipliedBy(2).toNanos());
        assertThat(List.copyOf(ASKED))
                .as("two or three signs of life and as many looks for the silent")
                .hasSizeLessThanOrEqualTo(6)
                .isNotEmpty()
                .allMatch(asked -> asked.endsWith(" writers"));
    }

    private void one(java.util.function.IntFunction<Mono<Thing>> write) {
        Flux.range(0, WRITES)
                .concatMap(number -> ours(write.apply(number)))
                .then()
                .block(LIMIT);
        settled();
    }

    private void settled() {
        World.await(() -> world.documents(tenant, "things").stream()
                .allMatch(thing -> thing.getList("_outbox", Document.class).isEmpty()));
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }

    private static void said(String what, double most) {
        double each = (double) ASKED.stream()
                        .filter(asked -> !asked.endsWith(" writers"))
                        .count()
                / WRITES;
        System.out.printf("QUESTIONS %s: %.2f each%n", what, each);
        assertThat(each).as("questions for each, " + what).isLessThan(most);
    }

    private <T> Mono<T> ours(Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, tenant));
    }
}

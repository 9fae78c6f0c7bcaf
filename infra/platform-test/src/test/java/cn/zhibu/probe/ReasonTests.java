package cn.zhibu.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.tenant.Tenancy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Why something was done is kept with what was really done, sealed, and with nothing else. */
@ServiceTest
class ReasonTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Autowired
    private World world;

    @Autowired
    private Changes changes;

    private String tenant;

    @BeforeEach
    void aBureau() {
        tenant = world.bureau();
    }

    private <T> T done(Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, tenant)).block(LIMIT);
    }

    private List<org.bson.Document> kept() {
        return world.documents(tenant, "platform_reasons");
    }

    @Test
    void aReasonIsKeptUnderTheEventsThatItExplains() {
        var id = UUID.randomUUID().toString();
        done(changes.save(Thing.make(id, "u").because("数错了")));
        done(changes.on(Thing.class, id).decide(thing -> thing.increase().because("又数一次")));
        done(changes.on(Thing.class, id).decide(thing -> thing.increase().because(null)));
        assertThat(kept())
                .extracting(reason -> reason.getList("events", String.class))
                .containsExactlyInAnyOrder(
                        List.of(Command.nameOf(tenant, id, "0")), List.of(Command.nameOf(tenant, id, "1000")));
        assertThat(kept().toString()).doesNotContain("数错了", "又数一次");
    }

    @Test
    void aReasonGoesWithTheWriteThatFails() {
        var id = UUID.randomUUID().toString();
        done(changes.save(Thing.make(id, "u").because("第一次")));
        var another = new Command("other", "another key", null, () -> "d", "");
        assertThatThrownBy(() ->
                        done(changes.save(Thing.make(id, "u").because("第二次")).contextWrite(another::into)))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(kept()).hasSize(1);
    }

    /** Whoever loses the race decides again; only what was decided last is explained. */
    @Test
    void manyAtOnceLeaveOneReasonEach() {
        var id = UUID.randomUUID().toString();
        done(changes.save(Thing.make(id, "u")));
        done(Flux.fromStream(IntStream.range(0, 6).boxed())
                .flatMap(i -> changes.on(Thing.class, id)
                        .decide(thing -> thing.increase().because("第" + i + "个")))
                .then(Mono.just(true)));
        assertThat(kept())
                .hasSize(6)
                .extracting(reason -> reason.getList("events", String.class).get(0))
                .doesNotHaveDuplicates();
    }
}

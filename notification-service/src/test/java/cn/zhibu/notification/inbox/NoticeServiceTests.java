package cn.zhibu.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.tenant.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** What a person is told by several at the same moment. */
@ServiceTest
class NoticeServiceTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private NoticeService notices;

    @Autowired
    private World world;

    /** Whoever takes a branch over is told of what is open there by that, and by the event itself. */
    @Test
    void whatSeveralEventsTellAPersonIsThereOnceAndNoneOfThemFails() {
        var tenant = world.bureau();
        for (int round = 0; round < 20; round++) {
            var branch = UUID.randomUUID().toString();
            var occasion = new Occasion(
                    UUID.randomUUID().toString(),
                    What.DUTIES_DUE_SOON,
                    branch,
                    new Scope(branch, List.of(tenant, branch)),
                    2026,
                    List.of(),
                    null,
                    Instant.EPOCH);
            var told = Flux.range(0, 4)
                    .flatMap(number -> notices.put(occasion, "sec", true)
                            .contextWrite(
                                    context -> new Command(null, "event " + number, null, () -> "", "").into(context)))
                    .contextWrite(context -> Tenancy.in(context, tenant))
                    .collectList()
                    .block(LIMIT);
            assertThat(told).as("the same, and of the same moment").hasSize(4).containsOnly(told.get(0));
        }
        assertThat(world.documents(tenant, "notices")).hasSize(20);
    }
}

package cn.zhibu.probe;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.job.Job;
import cn.zhibu.platform.tenant.Tenancy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;

/** A job is done for each bureau, again and again, and where it fails it stops nobody else. */
@ServiceTest
@TestPropertySource(properties = "zhibu.jobs.first=50ms")
class JobsTests {

    private static final Queue<String> DONE = new ConcurrentLinkedQueue<>();
    private static volatile String broken = "";

    @TestConfiguration
    static class Work {
        @Bean
        Job counting() {
            return new Job() {
                @Override
                public Duration every() {
                    return Duration.ofMillis(100);
                }

                @Override
                public Mono<Void> round() {
                    return Tenancy.current()
                            .filter(tenant -> {
                                if (tenant.equals(broken)) {
                                    throw new IllegalStateException("this bureau is broken");
                                }
                                return true;
                            })
                            .doOnNext(DONE::add)
                            .then();
                }
            };
        }
    }

    @Autowired
    private World world;

    @Autowired
    private MeterRegistry meters;

    @Test
    void everyBureauHasItsRoundsAndABrokenOneStopsNoOther() {
        var one = world.bureau();
        var other = world.bureau();
        World.await(() -> DONE.contains(one) && DONE.contains(other));
        broken = one.compareTo(other) < 0 ? one : other;
        var sound = broken.equals(one) ? other : one;
        World.await(() -> meters.find("zhibu.jobs.failed").counter() != null);
        DONE.clear();
        World.await(() -> DONE.stream().filter(sound::equals).count() >= 3);
        assertThat(DONE).doesNotContain(broken);
    }
}

package cn.zhibu.platform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.platform.problem.PlatformProblem;
import cn.zhibu.process.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Memory that works share. */
@Timeout(60)
class AllowanceTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void togetherTheyNeverHoldMoreThanThereIs() {
        var allowance = new Allowance("test", 100, 8, 1000);
        var held = new AtomicLong();
        var most = new AtomicLong();
        var random = new Random(7);
        var done = Flux.range(0, 300)
                .map(i -> 1L + random.nextInt(100))
                .flatMap(
                        bytes -> allowance.during(bytes, () -> {
                            most.accumulateAndGet(held.addAndGet(bytes), Math::max);
                            Thread.sleep(bytes % 3);
                            held.addAndGet(-bytes);
                            return bytes;
                        }),
                        300)
                .count()
                .block(LIMIT);
        assertThat(done).isEqualTo(300);
        assertThat(most.get()).isBetween(50L, 100L);
        assertThat(allowance.free()).isEqualTo(100);
    }

    @Test
    void whoeverComesWhenTooManyWaitIsAskedToComeBack() throws Exception {
        var allowance = new Allowance("test", 10, 2, 1);
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var first = allowance.during(10, () -> {
            begun.countDown();
            return go.await(30, TimeUnit.SECONDS);
        });
        var results = new CopyOnWriteArrayList<Object>();
        first.subscribe(results::add);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        allowance.during(1, () -> "second").subscribe(results::add);
        assertThatThrownBy(() -> allowance.during(1, () -> "third").block(LIMIT))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.type()).isEqualTo(PlatformProblem.SERVICE_UNAVAILABLE));
        go.countDown();
        for (int attempt = 0; attempt < 1000 && results.size() < 2; attempt++) {
            Thread.sleep(10);
        }
        assertThat(allowance.during(10, () -> "afterwards").block(LIMIT)).isEqualTo("afterwards");
        assertThat(results).contains(true, "second");
    }

    @Test
    void whoeverGivesUpLeavesNothingHeldAndHoldsUpNobody() throws Exception {
        var allowance = new Allowance("test", 10, 4, 1000);
        var random = new Random(3);
        var works = new ArrayList<Disposable>();
        for (int i = 0; i < 400; i++) {
            works.add(allowance
                    .during(1 + random.nextInt(10), () -> {
                        Thread.sleep(random.nextInt(3));
                        return 1;
                    })
                    .onErrorComplete()
                    .subscribe());
            if (random.nextBoolean()) {
                works.get(random.nextInt(works.size())).dispose();
            }
        }
        assertThat(allowance.during(10, () -> "last").block(LIMIT)).isEqualTo("last");
        for (int attempt = 0; attempt < 200 && allowance.free() < 10; attempt++) {
            Thread.sleep(10);
        }
        assertThat(allowance.free()).isEqualTo(10);
    }

    @Test
    void moreThanThereIsIsNotWaitedFor() {
        var allowance = new Allowance("test", 10, 1, 1);
        assertThatThrownBy(() -> allowance.during(11, List::of).block(LIMIT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

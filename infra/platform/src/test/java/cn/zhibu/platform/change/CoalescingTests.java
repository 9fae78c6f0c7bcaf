package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.platform.tenant.Tenancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

@Timeout(30)
class CoalescingTests {

    private static final String BUREAU = "5c1f9d66-0d0a-5a4e-8a3e-6a0f5f5c2b10";
    private static final String ELSEWHERE = "1b7e0b7a-6f0e-5a53-9d0b-0d5a3c1f7a01";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Coalescing<String> coalescing = new Coalescing<>();
    private final ConcurrentLinkedQueue<Set<String>> batches = new ConcurrentLinkedQueue<>();

    private static <T> Mono<T> at(String tenant, Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, tenant));
    }

    @Test
    void whatComesWhileOneIsWorkedOnIsOneBatch() {
        var gate = Sinks.<Void>empty();
        var first = at(
                        BUREAU,
                        coalescing.add("k", List.of("a"), items -> gate.asMono().then(note(items))))
                .toFuture();
        var rest = List.of("b", "c", "b").stream()
                .map(item -> at(BUREAU, coalescing.add("k", List.of(item), this::note))
                        .toFuture())
                .toList();
        var other = at(BUREAU, coalescing.add("other", List.of("d"), this::note));
        other.block(LIMIT);
        at(ELSEWHERE, coalescing.add("k", List.of("e"), this::note)).block(LIMIT);
        assertThat(batches).as("other keys and bureaus wait for nobody").containsExactly(Set.of("d"), Set.of("e"));
        gate.tryEmitEmpty();
        first.join();
        rest.forEach(each -> each.join());
        assertThat(batches).containsExactly(Set.of("d"), Set.of("e"), Set.of("a"), Set.of("b", "c"));
        assertThat(coalescing.size()).isZero();
    }

    @Test
    void aFailureIsEverybodysOfTheBatchAndNobodyElses() {
        var gate = Sinks.<Void>empty();
        var first = at(
                        "t",
                        coalescing.add(
                                "k",
                                List.of("a"),
                                items -> gate.asMono().then(Mono.error(new IllegalArgumentException("a")))))
                .toFuture();
        var second = at(BUREAU, coalescing.add("k", List.of("b"), this::note)).toFuture();
        gate.tryEmitEmpty();
        assertThatThrownBy(first::join).hasCauseInstanceOf(IllegalArgumentException.class);
        second.join();
        assertThat(batches).containsExactly(Set.of("b"));
        assertThat(coalescing.size()).isZero();
    }

    @Test
    void whoLeavesLeavesNobodyWaiting() {
        var first = at(BUREAU, coalescing.add("k", List.of("a"), items -> Mono.never()))
                .subscribe();
        var second = at(BUREAU, coalescing.add("k", List.of("b"), this::note)).toFuture();
        first.dispose();
        second.join();
        assertThat(batches).containsExactly(Set.of("b"));
        assertThat(coalescing.size()).isZero();
    }

    @Test
    void whoLeavesTakesNobodyOfTheSameBatchAlong() {
        var gate = Sinks.<Void>empty();
        var before = at(
                        BUREAU,
                        coalescing.add("k", List.of("a"), items -> gate.asMono().then(note(items))))
                .toFuture();
        var leader = at(BUREAU, coalescing.add("k", List.of("b"), items -> Mono.never()))
                .subscribe();
        var others = List.of("c", "d").stream()
                .map(item -> at(BUREAU, coalescing.add("k", List.of(item), this::note))
                        .toFuture())
                .toList();
        leader.dispose();
        gate.tryEmitEmpty();
        before.join();
        others.forEach(each -> each.join());
        var all = new ArrayList<String>();
        batches.forEach(all::addAll);
        assertThat(all).contains("a", "c", "d");
        assertThat(coalescing.size()).isZero();
    }

    @Test
    void nothingIsLostHoweverManyComeAtOnce() throws InterruptedException {
        var done = new CountDownLatch(1);
        Flux.range(0, 4000)
                .flatMap(
                        i -> at(BUREAU, coalescing.add("k" + i % 3, List.of(Integer.toString(i)), this::note))
                                .subscribeOn(Schedulers.parallel()),
                        64)
                .doOnTerminate(done::countDown)
                .subscribe();
        done.await();
        var all = new ArrayList<String>();
        batches.forEach(all::addAll);
        assertThat(all).hasSize(4000).doesNotHaveDuplicates();
        assertThat(batches.size()).isLessThan(4000);
        assertThat(coalescing.size()).isZero();
    }

    private Mono<Void> note(Set<String> items) {
        return Mono.delay(Duration.ofMillis(1)).then(Mono.fromRunnable(() -> batches.add(items)));
    }
}

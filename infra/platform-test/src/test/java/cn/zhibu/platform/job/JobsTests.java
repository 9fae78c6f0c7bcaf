package cn.zhibu.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.platform.tenant.Tenants;
import cn.zhibu.probe.ProbeApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A bureau has a round when its moment has come, and is not asked anything before; no moment is lost. */
@ServiceTest
class JobsTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** More than a machine that is slow for a moment takes; what the list forgot would come with the daily look. */
    private static final Duration LATE = Duration.ofSeconds(15);

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
    private static final Queue<String> DONE = new ConcurrentLinkedQueue<>();
    private static final Map<String, Sinks.Empty<Void>> HELD = new ConcurrentHashMap<>();
    private static volatile String broken = "";

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {}

    /** Notes its rounds, is held up in some bureaus and fails in one. */
    static class Counting implements Job {
        @Override
        public Duration every() {
            return Duration.ofMillis(200);
        }

        @Override
        public Duration after() {
            return Duration.ofMillis(50);
        }

        @Override
        public Mono<Instant> round() {
            return Tenancy.current()
                    .doOnNext(tenant -> {
                        if (tenant.equals(broken)) {
                            throw new IllegalStateException("this bureau is broken");
                        }
                        DONE.add(tenant);
                    })
                    .flatMap(tenant ->
                            HELD.containsKey(tenant) ? HELD.get(tenant).asMono().then(Mono.empty()) : Mono.empty());
        }
    }

    /** A clock that the test puts forward. */
    @TestConfiguration
    static class Work {
        @Bean
        Counting counting() {
            return new Counting();
        }

        @Bean
        Clock clock() {
            return new Clock() {
                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return Instant.now().plus(AHEAD.get());
                }
            };
        }
    }

    @Autowired
    private World world;

    @Autowired
    private Wakes wakes;

    @Autowired
    private Tenants tenants;

    @Autowired
    private TenantDatabases databases;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Clock clock;

    /** The look after the start is over: it may have found a bureau that a test has just opened, which is a round more. */
    @BeforeEach
    void now() {
        AHEAD.set(Duration.ZERO);
        broken = "";
        World.await(() -> {
            var looks = meters.find("zhibu.jobs.looks").tag("job", "Counting").counter();
            return looks != null && looks.count() >= 1;
        });
    }

    /** A new bureau that had its first round. */
    private String bureau() {
        var tenant = world.bureau();
        World.await(() -> DONE.contains(tenant));
        World.await(() -> moments(tenant) == 0);
        DONE.removeIf(tenant::equals);
        return tenant;
    }

    private long moments(String tenant) {
        return world.documents(Tenancy.SHARED, Wakes.COLLECTION).stream()
                .filter(wake -> tenant.equals(wake.getString("tenant")))
                .count();
    }

    private void wake(Wakes by, String tenant, Duration in) {
        by.wake(Counting.class, clock.instant().plus(in))
                .contextWrite(context -> Tenancy.in(context, tenant))
                .block(LIMIT);
    }

    private static long rounds(String tenant) {
        return DONE.stream().filter(tenant::equals).count();
    }

    /** So many and no more: one too many is said, and not waited for. */
    private static void awaitRounds(String tenant, int number) {
        World.await(() -> rounds(tenant) >= number);
        assertThat(rounds(tenant)).isEqualTo(number);
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    @Test
    void aBrokenBureauStopsNoOtherAndIsTriedAgain() {
        var sound = bureau();
        var other = bureau();
        broken = other;
        wake(wakes, other, Duration.ZERO);
        wake(wakes, sound, Duration.ZERO);
        awaitRounds(sound, 1);
        World.await(() -> {
            var failed = meters.find("zhibu.jobs.failed").tag("job", "Counting").counter();
            return failed != null && failed.count() >= 3;
        });
        assertThat(rounds(other)).isZero();
        broken = "";
        awaitRounds(other, 1);
        World.await(() -> moments(other) == 0);
    }

    @Test
    void bureausAtRestCostNothingWhateverTheirNumber() {
        var time = Duration.ofSeconds(3);
        long before = world.asked(Tenancy.SHARED, Wakes.COLLECTION);
        assertThat(world.askedAtRest(2, time)).isZero();
        assertThat(world.askedAtRest(12, time)).isZero();
        var measured = world.asked(Tenancy.SHARED, Wakes.COLLECTION);
        long begun = System.nanoTime();
        pause(time);
        long asked = world.asked(Tenancy.SHARED, Wakes.COLLECTION) - measured;
        long looks = Duration.ofNanos(System.nanoTime() - begun).dividedBy(Duration.ofMillis(200));
        assertThat(asked).as("one question over all bureaus, each time").isBetween(1L, looks + 2);
        assertThat(measured).isGreaterThan(before);
    }

    @Test
    void whatIsWrittenDuringARoundHasARoundOfItsOwn() {
        var tenant = bureau();
        var held = Sinks.<Void>empty();
        HELD.put(tenant, held);
        wake(wakes, tenant, Duration.ZERO);
        awaitRounds(tenant, 1);
        HELD.remove(tenant);
        wake(wakes, tenant, Duration.ZERO); // the round has read what there was by now
        held.tryEmitEmpty();
        World.await(() -> rounds(tenant) >= 2);
        World.await(() -> moments(tenant) == 0);
    }

    @Test
    void aMomentIsWaitedForAndCoversWhatIsDueLater() {
        var tenant = bureau();
        wake(wakes, tenant, Duration.ofSeconds(60));
        wake(wakes, tenant, Duration.ofSeconds(61));
        wake(wakes, tenant, Duration.ofDays(1));
        assertThat(moments(tenant)).isEqualTo(1);
        wake(wakes, tenant, Duration.ofSeconds(40));
        assertThat(moments(tenant)).as("an earlier one does not cover it").isEqualTo(2);
        pause(Duration.ofMillis(600));
        assertThat(rounds(tenant)).isZero();
        AHEAD.set(Duration.ofSeconds(50));
        awaitRounds(tenant, 1);
        AHEAD.set(Duration.ofSeconds(70));
        awaitRounds(tenant, 2);
        World.await(() -> moments(tenant) == 0);
    }

    /** A round elsewhere, at an earlier moment, finds nothing to come; what this process knows of is in the list still. */
    @Test
    void whatOneReplicaKnowsHoldsWhateverAnotherDoes() {
        var tenant = bureau();
        var another = new Wakes(databases, clock);
        wake(wakes, tenant, Duration.ofSeconds(60));
        wake(another, tenant, Duration.ZERO);
        awaitRounds(tenant, 1);
        wake(wakes, tenant, Duration.ofSeconds(65));
        World.await(() -> moments(tenant) == 1);
        AHEAD.set(Duration.ofSeconds(62));
        awaitRounds(tenant, 2);
    }

    @Test
    void aSuspendedBureauIsLeftAloneAndWokenWhenItGoesOn() {
        var tenant = bureau();
        var body = Map.of("bureau", tenant);
        world.send(tenant, "member.events", "bureau.suspended.v1", tenant, body);
        World.await(() -> Boolean.FALSE.equals(tenants.open(tenant).block(LIMIT)));
        wake(wakes, tenant, Duration.ZERO);
        World.await(() -> moments(tenant) == 0);
        assertThat(rounds(tenant)).isZero();
        world.send(tenant, "member.events", "bureau.resumed.v1", tenant, body);
        awaitRounds(tenant, 1);
    }

    /** As after an upgrade, and after a crash between a write and its wake. */
    @Test
    void everyBureauIsLookedAtOnceAfterAStartWhateverTheListSays() {
        var all = Stream.generate(this::bureau).limit(5).toList();
        pause(Duration.ofSeconds(1));
        assertThat(all).allSatisfy(tenant -> assertThat(rounds(tenant)).isZero());
        broken = all.get(2);
        var next = new Jobs(
                List.of(new Counting()), new Wakes(databases, clock), tenants, new SimpleMeterRegistry(), clock);
        next.start();
        try {
            World.await(() ->
                    all.stream().filter(tenant -> !tenant.equals(broken)).allMatch(tenant -> rounds(tenant) == 1));
            broken = "";
            World.await(() -> all.stream().allMatch(tenant -> rounds(tenant) >= 1));
        } finally {
            next.stop();
        }
    }

    /** Things become due and are taken back, in several bureaus, by two replicas that do not know of each other. */
    @Test
    void nothingThatBecomesDueIsForgottenWhoeverWritesIt() {
        var bureaus = Stream.generate(this::bureau).limit(3).toList();
        var things = new ConcurrentHashMap<String, ConcurrentSkipListMap<Instant, String>>();
        bureaus.forEach(tenant -> things.put(tenant, new ConcurrentSkipListMap<>()));
        var handled = new AtomicInteger();
        var late = Collections.synchronizedList(new java.util.ArrayList<String>());
        var replicas =
                Stream.generate(() -> replica(things, handled, late)).limit(2).toList();
        var random = new Random(12);
        int written = 0;
        int taken = 0;
        for (int i = 0; i < 400; i++) {
            var tenant = bureaus.get(random.nextInt(bureaus.size()));
            var at = clock.instant().plusMillis(random.nextInt(random.nextBoolean() ? 500 : 14_000));
            var by = replicas.get(random.nextInt(2));
            if (random.nextInt(4) == 0) {
                taken += things.get(tenant).pollFirstEntry() == null ? 0 : 1;
            }
            things.get(tenant).put(at, UUID.randomUUID().toString());
            written++;
            by.wakes()
                    .wake("Handling", at)
                    .contextWrite(context -> Tenancy.in(context, tenant))
                    .block(LIMIT);
            pause(Duration.ofMillis(random.nextInt(20)));
        }
        int expected = written - taken;
        World.await(() -> things.values().stream().allMatch(Map::isEmpty));
        replicas.forEach(each -> each.jobs().stop());
        assertThat(handled).hasValue(expected);
        assertThat(late).isEmpty();
    }

    private record Replica(Wakes wakes, Jobs jobs) {}

    private Replica replica(
            Map<String, ConcurrentSkipListMap<Instant, String>> things, AtomicInteger handled, List<String> late) {
        class Handling implements Job {
            @Override
            public Duration every() {
                return Duration.ofMillis(300);
            }

            @Override
            public Duration after() {
                return Duration.ZERO;
            }

            @Override
            public Mono<Instant> round() {
                return Tenancy.current().mapNotNull(tenant -> things.containsKey(tenant) ? handle(tenant) : null);
            }

            private @Nullable Instant handle(String tenant) {
                var mine = things.get(tenant);
                var now = clock.instant();
                for (var at : mine.headMap(now, true).keySet()) {
                    if (mine.remove(at) != null) {
                        handled.incrementAndGet();
                        if (at.isBefore(now.minus(LATE))) {
                            late.add(at + " at " + now);
                        }
                    }
                }
                var next = mine.firstEntry();
                return next == null ? null : next.getKey();
            }
        }
        var list = new Wakes(databases, clock);
        var jobs = new Jobs(List.of(new Handling()), list, tenants, new SimpleMeterRegistry(), clock);
        jobs.start();
        return new Replica(list, jobs);
    }
}

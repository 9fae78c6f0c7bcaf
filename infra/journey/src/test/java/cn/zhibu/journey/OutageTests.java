package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.launch.Stack;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The broker is away while gifts are entered at a steady pace: every one is acknowledged before the broker is back. When
 * it is, everything that piled up is told and counted, while entering goes on; how soon is printed, not asserted.
 */
class OutageTests {

    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("zhibu.outage", 30));
    private static final int RATE = Integer.getInteger("zhibu.rate", 10);
    private static final long SEED = Long.getLong("zhibu.seed", 20261121L);
    private static final int BRANCHES = Integer.getInteger("zhibu.branches", 12);
    private static final int SECRETARIES = 4;
    private static final int LARGEST = 900;
    private static final Duration BEFORE = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** One gift: the part of the run it fell into, how many attempts it took, how long it took from when it was due. */
    private record Sent(Part part, int attempts, long nanos) {}

    private enum Part {
        BEFORE,
        AWAY,
        AFTER
    }

    private final Stack stack = Product.stack();
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<String> given = Collections.synchronizedList(new ArrayList<>());
    private volatile Part part = Part.BEFORE;
    private volatile boolean over;

    /** A run that fails leaves no others without their broker. */
    @AfterEach
    void theBrokerIsBack() {
        over = true;
        stack.launchOne("kafka");
        stack.awaitHealthy(List.of("kafka"), LIMIT);
    }

    @Test
    void everySubmissionIsAcknowledgedWhileTheBrokerIsAway() throws Exception {
        System.out.printf(
                "outage: %d s, %d a second, seed %d, load average %.2f%n", AWAY.toSeconds(), RATE, SEED, load());
        var crowd = Crowd.gather("断流区教育局", BRANCHES, SECRETARIES);
        var entering = Executors.newSingleThreadExecutor();
        entering.submit(() -> enter(crowd));
        pause(BEFORE);
        part = Part.AWAY;
        stack.kill("kafka");
        pause(AWAY);
        var open = crowd.gifts.open();
        Product.await("everything is acknowledged, and the broker is still away", LIMIT, () -> {
            open.removeAll(crowd.gifts.byKey().keySet());
            return open.isEmpty();
        });
        System.out.printf("load average at the end of the outage %.2f%n", load());
        stack.launchOne("kafka");
        stack.awaitHealthy(List.of("kafka"), LIMIT);
        part = Part.AFTER;
        drained(crowd);
        over = true;
        entering.shutdown();
        assertThat(entering.awaitTermination(4, TimeUnit.MINUTES)).isTrue();
        for (var each : Part.values()) {
            System.out.println(figures(each));
        }
        assertThat(given).as("gifts that were given up").isEmpty();
        new Accounting(stack, crowd).balances();
    }

    /** An open loop: each gift is due at its moment, whether or not the ones before it are answered. */
    private Void enter(Crowd crowd) throws InterruptedException {
        var random = new Random(SEED);
        var hands = Executors.newCachedThreadPool();
        double due = System.nanoTime();
        for (int i = 0; !over; i++) {
            due += -Math.log(1 - random.nextDouble()) / RATE * 1e9;
            var moment = (long) due;
            var branch = crowd.branches.get(random.nextInt(BRANCHES));
            var key = "outage-" + SEED + "-" + i;
            int amount = 1 + random.nextInt(LARGEST);
            LockSupport.parkNanos(moment - System.nanoTime());
            var now = part;
            hands.submit(() -> {
                try {
                    int attempts = 1;
                    while (crowd.gift(branch, key, amount) != 201) {
                        attempts++;
                        pause(Duration.ofMillis(300));
                    }
                    sent.add(new Sent(now, attempts, System.nanoTime() - moment));
                } catch (RuntimeException | AssertionError refused) {
                    given.add(key + " " + now + ": " + refused);
                }
            });
        }
        hands.shutdown();
        hands.awaitTermination(3, TimeUnit.MINUTES);
        return null;
    }

    /** Waits until nothing of what was entered before now waits, neither to be told nor to be counted. */
    private void drained(Crowd crowd) {
        var began = System.nanoTime();
        var waiting = new ArrayList<>(crowd.gifts.ids());
        var log = new Log(stack);
        try (var store = MongoClients.create(stack.storeUri())) {
            var facts = store.getDatabase("report_" + crowd.bureau.id.replace("-", ""))
                    .getCollection("fact_sets_v2");
            var told = Date.from(Instant.now());
            Product.await(
                    "the outbox has told what piled up", LIMIT.multipliedBy(5), () -> Accounting.told(store, told));
            System.out.printf("told after %.1f s%n", (System.nanoTime() - began) / 1e9);
            Product.await("what piled up is counted", LIMIT.multipliedBy(5), () -> {
                while (!waiting.isEmpty()) {
                    var some = waiting.subList(0, Math.min(500, waiting.size()));
                    if (facts.countDocuments(Filters.in("_id", some)) < some.size()) {
                        return false;
                    }
                    some.clear();
                }
                return true;
            });
            System.out.printf("counted after %.1f s%n", (System.nanoTime() - began) / 1e9);
            Product.await(
                    "every listener is up to date",
                    LIMIT.multipliedBy(5),
                    () -> log.behind().values().stream().allMatch(left -> left <= RATE * 2L));
        }
        System.out.printf("drained after %.1f s%n", (System.nanoTime() - began) / 1e9);
    }

    private String figures(Part which) {
        List<Sent> of;
        synchronized (sent) {
            of = sent.stream().filter(one -> one.part() == which).toList();
        }
        var nanos = of.stream().mapToLong(Sent::nanos).sorted().toArray();
        var acknowledged = of.stream().filter(one -> one.attempts() == 1).count();
        return of.isEmpty()
                ? which + ": nothing"
                : String.format(
                        "%s: %d gifts, all acknowledged, %d of them at the first attempt, p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
                        which,
                        of.size(),
                        acknowledged,
                        nanos[nanos.length / 2] / 1e6,
                        nanos[(int) (nanos.length * 0.99)] / 1e6,
                        nanos[nanos.length - 1] / 1e6);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}

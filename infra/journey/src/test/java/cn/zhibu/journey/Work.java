package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** What a crowd does while faults happen: everything again and again under its key until it is acknowledged. */
final class Work {

    private static final int WRITERS = 6;
    private static final int LARGEST = 900;
    private static final int ACCOUNT_EVERY = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Crowd crowd;
    private final long seed;
    private final int gifts;
    private final AtomicInteger entered = new AtomicInteger();
    private volatile boolean over;

    /** @param gifts how many are entered at least; while faults go on, more are */
    Work(Crowd crowd, long seed, int gifts) {
        this.crowd = crowd;
        this.seed = seed;
        this.gifts = gifts;
    }

    /** Works as long as the faults go on; each of them is a lane of its own. */
    void under(Runnable... lanes) throws InterruptedException, ExecutionException {
        var hands = Executors.newCachedThreadPool();
        var work = new ArrayList<Future<?>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            work.add(hands.submit((Callable<Void>) () -> enterGifts(new Random(seed + number))));
        }
        work.add(hands.submit((Callable<Void>) () -> enterPeople(new Random(seed - 1))));
        work.add(hands.submit((Callable<Void>) () -> passReport(new Random(seed - 2))));
        var faults = List.of(lanes).stream().map(hands::submit).toList();
        hands.shutdown();
        try {
            for (var lane : faults) {
                lane.get();
            }
        } finally {
            over = true;
        }
        for (var worker : work) {
            worker.get();
        }
        assertThat(hands.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        System.out.printf(
                "acknowledged: %d gifts, %d members, %d accounts, %d grants, %d steps of the report; retries: %d %s%n",
                crowd.gifts.size(),
                crowd.members.size(),
                crowd.accounts.size(),
                crowd.grants.size(),
                crowd.submissions.size() + crowd.returns.size(),
                crowd.retries.get(),
                crowd.refusals);
    }

    private Void enterGifts(Random random) {
        for (int i = entered.getAndIncrement(); !over || i < gifts; i = entered.getAndIncrement()) {
            var key = "gift-" + seed + "-" + i;
            var branch = crowd.branches.get(random.nextInt(crowd.branches.size()));
            int amount = 1 + random.nextInt(LARGEST);
            insist(() -> crowd.gift(branch, key, amount));
            if (!over) {
                Faults.pause(100 + random.nextInt(1600));
            }
        }
        return null;
    }

    private Void enterPeople(Random random) {
        for (int i = 0; !over; i++) {
            int number = i;
            insist(() -> crowd.member("member-" + seed + "-" + number, "新党员" + number));
            if (i % ACCOUNT_EVERY == 0) {
                var key = "account-" + seed + "-" + number;
                insist(() -> crowd.account(key, "new" + number));
                insist(() -> crowd.grant("grant-" + seed + "-" + number, crowd.accounts.id(key)));
            }
            Faults.pause(500 + random.nextInt(1500));
        }
        return null;
    }

    private Void passReport(Random random) {
        var opening = "report-" + seed;
        insist(() -> crowd.open(opening));
        var report = crowd.reports.id(opening);
        for (int i = 0; !over; i++) {
            int number = i;
            insist(() -> crowd.step(report, number % 2 == 0, "step-" + seed + "-" + number));
            Faults.pause(500 + random.nextInt(1500));
        }
        return null;
    }

    /** As long as the faults go on, and so much longer: what needs many parts finds them together when nobody ends them any more. */
    private void insist(IntSupplier attempt) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (attempt.getAsInt() != 201) {
            if (!over) {
                end = System.nanoTime() + PATIENCE.toNanos();
            }
            assertThat(System.nanoTime()).as("acknowledged in the end").isLessThan(end);
            crowd.retries.incrementAndGet();
            Faults.pause(300);
        }
    }
}

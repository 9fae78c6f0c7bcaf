package cn.zhibu.journey;

import cn.zhibu.stack.launch.Stack;
import cn.zhibu.stack.launch.StackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Faults in a seeded order, one after another; each ends when the process can do its work again. */
final class Faults {

    private static final Duration PATIENCE = Crowd.PATIENCE;
    private static final int STARTS = 10;

    private final Stack stack;
    private final Random random;

    Faults(Stack stack, long seed) {
        this.stack = stack;
        this.random = new Random(seed);
    }

    /** Kills each of them so many times, at random instants, and starts it again. */
    void kill(List<String> victims, int times) {
        var took = new TreeMap<String, List<Double>>();
        for (var victim : order(victims, times)) {
            pause(500 + random.nextInt(2500));
            stack.kill(victim);
            pause(random.nextInt(1000));
            var began = System.nanoTime();
            raise(victim);
            took.computeIfAbsent(victim, fresh -> new ArrayList<>()).add((System.nanoTime() - began) / 1e9);
        }
        tell("killed", took);
    }

    /** Freezes each of them for each of these times, in seconds, give or take a fifth, and lets it go on. */
    void freeze(List<String> victims, List<Integer> seconds) {
        var took = new TreeMap<String, List<Double>>();
        for (var length : seconds) {
            for (var victim : order(victims, 1)) {
                pause(500 + random.nextInt(1000));
                int millis = length * 800 + random.nextInt(length * 400);
                stack.freeze(victim);
                pause(millis);
                stack.thaw(victim);
                Product.await(victim + " works again", PATIENCE, () -> stack.ready(victim));
                took.computeIfAbsent(victim, fresh -> new ArrayList<>()).add(millis / 1e3);
            }
        }
        tell("frozen", took);
    }

    /** What ends while it starts, because another is away too, is started again, as any supervisor does. */
    private void raise(String victim) {
        for (int start = 1; ; start++) {
            try {
                stack.launchOne(victim);
                stack.awaitHealthy(List.of(victim), PATIENCE);
                return;
            } catch (StackException ended) {
                if (start == STARTS || stack.running(victim)) {
                    throw ended;
                }
                System.out.println(victim + " ended while it started and is started again");
            }
        }
    }

    private List<String> order(List<String> victims, int times) {
        var order = new ArrayList<String>();
        for (int i = 0; i < times; i++) {
            order.addAll(victims);
        }
        Collections.shuffle(order, random);
        return order;
    }

    private static void tell(String what, Map<String, List<Double>> took) {
        took.forEach((victim, seconds) -> System.out.printf(
                "%s %s %d times, seconds: %s%n",
                what,
                victim,
                seconds.size(),
                String.join(
                        " ",
                        seconds.stream()
                                .map(each -> String.format("%.1f", each))
                                .toList())));
    }

    static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}

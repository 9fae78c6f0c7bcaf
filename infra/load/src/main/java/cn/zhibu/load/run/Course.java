package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.measure.Cpu;
import cn.zhibu.load.measure.Outcome;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Round;
import cn.zhibu.load.measure.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The rounds of a run: every target warmed up, then A, B, A, B, each round as long as the others. */
final class Course {

    private static final Duration WARM = Duration.ofSeconds(15);
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Options options;
    private final Report report;

    Course(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /** What the processes use in a second while nobody asks them anything. */
    double idle(Map<String, Long> pids) {
        pause(SETTLE);
        var before = Cpu.millis(pids);
        long began = System.nanoTime();
        pause(IDLE);
        double seconds = (System.nanoTime() - began) / 1e9;
        return Cpu.sum(Cpu.between(before, Cpu.millis(pids))) / seconds;
    }

    Outcome<String> interleaved(List<Target> targets, double rate, Duration lasting) {
        var rounds = new Outcome<String>();
        for (var target : targets) {
            target.loop().run(target.shots(), rate, WARM, options.seed() - 1);
        }
        var each = lasting.dividedBy(options.rounds());
        for (int number = 1; number <= options.rounds(); number++) {
            long seed = options.seed() * 1000 + number;
            for (var target : targets) {
                var round = measured(target.pids(), () -> target.loop().run(target.shots(), rate, each, seed));
                report.progress("round " + number + " " + target.name() + ": " + told(round));
                rounds.add(target.name(), round);
            }
        }
        return rounds;
    }

    /** One round of anything that answers with its latency. */
    static Round measured(Map<String, Long> pids, Supplier<cn.zhibu.load.kernel.Latency> work) {
        var before = Cpu.millis(pids);
        long began = System.nanoTime();
        var latency = work.get();
        pause(SETTLE);
        return new Round(latency, Cpu.between(before, Cpu.millis(pids)), (System.nanoTime() - began) / 1e9);
    }

    static String told(Round round) {
        var latency = round.latency();
        return "p50 " + Spread.number(latency.intended(50)) + " ms, p99 " + Spread.number(latency.intended(99))
                + " ms, "
                + Spread.number(round.perOperation()) + " ms CPU each, " + latency.all() + " requests, " + latency.bad()
                + " failed";
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}

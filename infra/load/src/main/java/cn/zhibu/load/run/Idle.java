package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.measure.Cpu;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import cn.zhibu.load.product.World;
import cn.zhibu.load.product.Zhibu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Bureaus in which nobody does anything: what all processes use of one core, before they are there and with them. */
public final class Idle {

    private static final int BUREAUS = 100;
    private static final int BRANCHES = 60;
    private static final int SECONDS = 60;
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final double GOAL = 5;
    private static final double PER_CENT_OF_A_SECOND = 10; // milliseconds

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;

    public Idle(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    public void run() {
        int bureaus = options.bureaus(BUREAUS);
        int branches = options.branches(BRANCHES);
        report.part("idle: " + bureaus + " bureaus of " + branches + " branches, nobody there");
        Course.pause(SETTLED);
        var before = used();
        report.progress("without them: " + Spread.number(sum(before)) + " % of a core");
        try (var world = new World(zhibu)) {
            for (int number = 1; number <= bureaus; number++) {
                world.found("静局" + number, branches);
                report.progress(number + " of " + bureaus + " bureaus are there");
            }
            Course.pause(SETTLED);
            var with = used();
            report.figure("all processes without them, % of a core", Spread.number(sum(before)), "", null);
            report.figure(
                    "all processes with them, % of a core",
                    Spread.number(sum(with)), "goal " + Spread.number(GOAL), Verdict.of(sum(with), GOAL, false));
            report.note("Of a core, with them: "
                    + with.entrySet().stream()
                            .map(each -> each.getKey() + " " + Spread.number(each.getValue()) + " %")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    /** Per cent of a core by process. */
    private Map<String, Double> used() {
        var before = Cpu.millis(zhibu.pids());
        long began = System.nanoTime();
        Course.pause(options.lasting(SECONDS));
        double seconds = (System.nanoTime() - began) / 1e9;
        var used = new LinkedHashMap<String, Double>();
        Cpu.between(before, Cpu.millis(zhibu.pids()))
                .forEach((name, millis) -> used.put(name, millis / seconds / PER_CENT_OF_A_SECOND));
        return used;
    }

    private static double sum(Map<String, Double> used) {
        return new ArrayList<>(used.values())
                .stream().mapToDouble(Double::doubleValue).sum();
    }
}

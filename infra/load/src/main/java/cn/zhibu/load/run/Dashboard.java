package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Rounds;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import cn.zhibu.load.product.Zhibu;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The bureau's table of branches and duties, beside a raw find in the same store. Goal P6. */
public final class Dashboard {

    private static final double RATE = 10;
    private static final int SECONDS = 50;
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final double PEER_P50 = 44;
    private static final double PEER_P95 = 88;
    private static final double TEN_TIMES = 10;
    private static final double ALLOWANCE = 5;

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;

    public Dashboard(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    public void run() {
        double rate = options.rate(RATE);
        report.part("dashboard: the bureau's table read " + Spread.number(rate) + " times a second, open loop");
        var path = "/api/report/v1/overview?size=100&year=" + LocalDate.now().getYear();
        var people = List.of(zhibu.demo("qinghe.reviewer"), zhibu.demo("qinghe.auditor"), zhibu.demo("qinghe.admin"));
        var table = people.get(0).get(path);
        int branches = table.path("units").size();
        int cells = 0;
        for (var unit : table.path("units")) {
            cells += unit.path("cells").size();
        }
        report.note("The demo's bureau: " + branches + " branches, " + cells + " cells. DHIS2's figures are for 60 "
                + "branches x 9 months = 540 cells, measured elsewhere.");
        var target = new Target("table", new OpenLoop(), zhibu.reading(people, path), zhibu.pids());
        var targets = new ArrayList<>(List.of(target));
        options.peers().forEach(peer -> targets.add(peer.target()));
        measure(targets, rate);
    }

    private void measure(List<Target> targets, double rate) {
        var course = new Course(options, report);
        double idle = course.idle(zhibu.pids());
        var each = options.lasting(SECONDS).dividedBy(options.rounds());
        var all = targets.stream().map(target -> new Rounds()).toList();
        var finds = new Rounds();
        try (var raw = new RawFind(zhibu.stack().storeUri())) {
            targets.forEach(target -> target.loop().run(target.shots(), rate, WARM, options.seed() - 1));
            raw.run(rate, WARM, options.seed() - 1);
            for (int number = 1; number <= options.rounds(); number++) {
                long seed = options.seed() * 1000 + number;
                for (int at = 0; at < targets.size(); at++) {
                    var target = targets.get(at);
                    var round =
                            Course.measured(target.pids(), () -> target.loop().run(target.shots(), rate, each, seed));
                    report.progress("round " + number + " " + target.name() + ": " + Course.told(round));
                    all.get(at).add(round);
                }
                var round = Course.measured(zhibu.pids("store"), () -> raw.run(rate, each, seed));
                report.progress("round " + number + " raw find in " + raw.name() + ": " + Course.told(round));
                finds.add(round);
            }
        }
        tell(all.get(0), finds, idle);
        for (int at = 1; at < targets.size(); at++) {
            peer(targets.get(at).name(), all.get(at), all.get(0));
        }
    }

    private void tell(Rounds table, Rounds finds, double idle) {
        boolean isVoid = table.isVoid();
        report.latency("table", table);
        var p95 = table.intended(95);
        var raw = finds.intended(95);
        report.figure(
                "table: p95, ms",
                p95,
                "raw find " + raw + "; goal raw + " + Spread.number(ALLOWANCE),
                Verdict.of(p95.median(), raw.median() + ALLOWANCE, table));
        report.figure(
                "table: p95 to DHIS2's",
                "x" + Spread.number(p95.median() / PEER_P95),
                "DHIS2 " + Spread.number(PEER_P95) + " ms (measured elsewhere); goal x0.10",
                Verdict.of(p95.median() * TEN_TIMES, PEER_P95, table));
        var p50 = table.intended(50);
        report.figure(
                "table: p50 to DHIS2's",
                "x" + Spread.number(p50.median() / PEER_P50),
                "DHIS2 " + Spread.number(PEER_P50) + " ms (measured elsewhere); goal x0.10",
                Verdict.of(p50.median() * TEN_TIMES, PEER_P50, table));
        report.figure(
                "table: CPU of all processes, ms",
                table.cpu(),
                "RuoYi's list page 5.65 (measured elsewhere): x"
                        + Spread.number(table.cpu().median() / 5.65),
                isVoid ? Verdict.VOID : null);
        report.figure(
                "table: the same without idle work, ms",
                table.of(round -> round.perOperation(idle)),
                "raw find, the store alone: " + finds.cpu() + " ms",
                null);
        report.figure(
                "table: CPU drift between rounds",
                Spread.number(100 * table.cpu().drift()) + " %",
                "",
                null);
        report.shares(table);
    }

    private void peer(String name, Rounds measured, Rounds ours) {
        report.latency(name, measured);
        report.figure(
                "p95 of Zhibu to " + name,
                Spread.number(ours.intended(95).median() / measured.intended(95).median()),
                "same rounds, A/B/A/B",
                measured.isVoid() ? Verdict.VOID : null);
    }
}

package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Rounds;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import cn.zhibu.load.product.Submissions;
import cn.zhibu.load.product.World;
import cn.zhibu.load.product.World.Bureau;
import cn.zhibu.load.product.Zhibu;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Sessions entered by clerks of two bureaus, and how soon the duties show them. Goals P2, P3 and P5. */
public final class Submit {

    private static final double RATE = 15;
    private static final int SECONDS = 60;
    private static final double FLOOR_CPU = 0.26;
    private static final double GOAL_CPU = 1.2;
    private static final double PEER_CPU = 4.63;
    private static final double PEER_P50 = 37;
    private static final double NATION = 99;
    private static final double GOAL_P99 = 10;
    private static final double FRESH_P50 = 100;
    private static final double FRESH_P99 = 1000;
    private static final int BRANCHES = 4;

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;

    public Submit(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    public void run() {
        double rate = options.rate(RATE);
        report.part("submit: sessions entered at " + Spread.number(rate) + " a second, open loop");
        try (var world = new World(zhibu)) {
            report.progress("two bureaus of " + BRANCHES + " branches are being made");
            measure(rate, world.open("压测甲局", BRANCHES), world.open("压测乙局", BRANCHES + 1));
        }
    }

    private void measure(double rate, Bureau one, Bureau other) {
        var submissions = new Submissions(zhibu, LocalDate.now());
        var desks = new ArrayList<>(one.desks());
        desks.addAll(other.desks().subList(0, BRANCHES));
        var alone = other.desks().get(BRANCHES);
        var course = new Course(options, report);
        var targets =
                new ArrayList<>(List.of(new Target("zhibu", new OpenLoop(), submissions.by(desks), zhibu.pids())));
        options.peers().forEach(peer -> targets.add(peer.target()));
        double idle = course.idle(zhibu.pids());
        var rounds = course.interleaved(targets, rate, options.lasting(SECONDS));
        tell(rounds.of("zhibu"), idle, rate);
        rounds.forEach((name, measured) -> peer(name, measured, rounds.of("zhibu")));
        report.progress("the same rate again, with probes of freshness");
        try (var freshness = new Freshness(zhibu, submissions, alone, other.reviewers())) {
            var shots = targets.get(0).shots();
            new OpenLoop().run(shots, rate, options.lasting(SECONDS), options.seed());
            fresh(freshness);
        }
    }

    private void tell(Rounds rounds, double idle, double rate) {
        report.latency("submission", rounds);
        var p99 = rounds.intended(99);
        report.figure(
                "submission: p99 against the goal, ms",
                p99,
                "goal " + Spread.number(GOAL_P99) + " at " + Spread.number(NATION) + "/s, not at less",
                rate < NATION ? null : Verdict.of(p99.median(), GOAL_P99, rounds));
        var p50 = rounds.intended(50);
        report.figure(
                "submission: p50, ms",
                p50,
                "DHIS2 " + Spread.number(PEER_P50) + " (measured elsewhere): x"
                        + Spread.number(p50.median() / PEER_P50),
                null);
        var cpu = rounds.cpu();
        report.figure(
                "submission: CPU of all processes, ms",
                cpu,
                "floor " + FLOOR_CPU + ": x" + Spread.number(cpu.median() / FLOOR_CPU) + "; RuoYi " + PEER_CPU
                        + " (measured elsewhere): x" + Spread.number(cpu.median() / PEER_CPU) + "; goal " + GOAL_CPU,
                Verdict.of(cpu.median(), GOAL_CPU, rounds));
        report.figure(
                "submission: the same without idle work, ms",
                rounds.of(round -> round.perOperation(idle)),
                "idle: " + Spread.number(idle) + " ms CPU a second",
                null);
        report.figure("submission: CPU drift between rounds", Spread.number(100 * cpu.drift()) + " %", "", null);
        report.shares(rounds);
    }

    private void peer(String name, Rounds measured, Rounds ours) {
        if (name.equals("zhibu")) {
            return;
        }
        report.latency(name, measured);
        report.figure(
                "p50 of Zhibu to " + name,
                Spread.number(ours.intended(50).median() / measured.intended(50).median()),
                "same rounds, A/B/A/B",
                measured.isVoid() ? Verdict.VOID : null);
        if (measured.cpu().median() > 0) {
            report.figure(
                    "CPU of Zhibu to " + name,
                    Spread.number(ours.cpu().median() / measured.cpu().median()),
                    name + ": " + measured.cpu() + " ms",
                    measured.isVoid() ? Verdict.VOID : null);
        }
    }

    private void fresh(Freshness freshness) {
        freshness.close();
        var latency = freshness.latency();
        var beside = latency.good() + " probes, " + latency.bad() + " failed; DHIS2 26 s (measured elsewhere)";
        report.figure(
                "acknowledged to visible: p50, ms",
                Spread.number(latency.intended(50)),
                beside + "; goal " + Spread.number(FRESH_P50),
                latency.good() == 0 || latency.bad() > 0
                        ? Verdict.NOT_MET
                        : Verdict.of(latency.intended(50), FRESH_P50, false));
        report.figure(
                "acknowledged to visible: p99, ms",
                Spread.number(latency.intended(99)),
                "goal " + Spread.number(FRESH_P99),
                latency.good() == 0 || latency.bad() > 0
                        ? Verdict.NOT_MET
                        : Verdict.of(latency.intended(99), FRESH_P99, false));
    }
}

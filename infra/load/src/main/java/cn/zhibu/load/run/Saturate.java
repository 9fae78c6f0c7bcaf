package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.kernel.ClosedLoop;
import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Rounds;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import cn.zhibu.load.product.Submissions;
import cn.zhibu.load.product.World;
import cn.zhibu.load.product.World.Desk;
import cn.zhibu.load.product.Zhibu;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Closed loop until the machine is full: sessions entered with all that follows, and a cheap question of somebody signed
 * in; answers a second and processor time each. The quotas have to be raised, or they are what is measured.
 */
public final class Saturate {

    private static final int HANDS = 6;
    private static final int SECONDS = 60;
    private static final Duration WARM = Duration.ofSeconds(20);
    private static final double GOAL_RATE = 150;
    private static final double GOAL_CPU = 12;
    private static final double GOAL_ME = 4;
    private static final double GOAL_GATEWAY = 1.2;
    private static final double PEER_CPU = 4.63;
    private static final int BRANCHES = 4;

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;
    private final ClosedLoop loop = new ClosedLoop();

    public Saturate(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    public void run() {
        report.part("saturate: " + HANDS + " hands, each request as soon as the last was answered");
        try (var world = new World(zhibu)) {
            report.progress("two bureaus of " + BRANCHES + " branches are being made");
            var desks = new ArrayList<Desk>(world.open("压满甲局", BRANCHES).desks());
            desks.addAll(world.open("压满乙局", BRANCHES).desks());
            var sessions = new Submissions(zhibu, LocalDate.now()).by(desks);
            OpenLoop.Shots me = number -> zhibu.request(
                            desks.get((int) (number % desks.size())).person(), "/api/member/v1/me")
                    .GET()
                    .build();
            measure(sessions, me);
        }
    }

    private void measure(OpenLoop.Shots sessions, OpenLoop.Shots me) {
        loop.run(sessions, HANDS, WARM);
        loop.run(me, HANDS, WARM);
        var entering = new Rounds();
        var asking = new Rounds();
        var each = options.lasting(SECONDS).dividedBy(options.rounds());
        for (int number = 1; number <= options.rounds(); number++) {
            for (var one : List.of(sessions, me)) {
                var round = Course.measured(zhibu.pids(), () -> loop.run(one, HANDS, each));
                report.progress("round " + number + (one == me ? " me: " : " sessions: ") + Course.told(round));
                (one == me ? asking : entering).add(round);
            }
        }
        tell(entering, asking);
    }

    private void tell(Rounds entering, Rounds asking) {
        report.latency("session entered", entering);
        var rate = entering.of(round -> round.latency().good() / round.seconds());
        report.figure(
                "sessions entered a second",
                rate,
                "goal " + Spread.number(GOAL_RATE) + " as shipped",
                Verdict.of(GOAL_RATE, rate.median(), entering));
        var cpu = entering.cpu();
        report.figure(
                "session entered: CPU of all processes, ms",
                cpu,
                "RuoYi " + PEER_CPU + " (measured elsewhere): x" + Spread.number(cpu.median() / PEER_CPU) + "; goal "
                        + Spread.number(GOAL_CPU) + " as shipped",
                Verdict.of(cpu.median(), GOAL_CPU, entering));
        report.shares(entering);
        report.latency("me", asking);
        report.figure("me: answers a second", asking.of(round -> round.latency().good() / round.seconds()), "", null);
        report.figure(
                "me: CPU of all processes, ms",
                asking.cpu(),
                "goal " + Spread.number(GOAL_ME) + " as shipped",
                Verdict.of(asking.cpu().median(), GOAL_ME, asking));
        var gateway = asking.of(round -> (double) round.millis().getOrDefault("gateway", 0L)
                / Math.max(1, round.latency().all()));
        report.figure(
                "me: the gateway's own CPU, ms",
                gateway,
                "goal " + Spread.number(GOAL_GATEWAY) + " as shipped",
                Verdict.of(gateway.median(), GOAL_GATEWAY, asking));
        report.shares(asking);
    }
}

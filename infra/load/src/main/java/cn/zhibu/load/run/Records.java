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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All schools of a bureau enter records at the same time, each clerk the next one as soon as the last is there. */
public final class Records {

    private static final int SCHOOLS = 60;
    private static final int SECONDS = 60;
    private static final int DAYS = 300;
    private static final Duration WARM = Duration.ofSeconds(10);
    private static final double GOAL_P50 = 600; // milliseconds, with everybody at once on two cores
    private static final double GOAL_P95 = 1500;
    private static final double GOAL_RATE = 100;

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;
    private final ClosedLoop loop = new ClosedLoop();

    public Records(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    public void run() {
        int schools = options.branches(SCHOOLS);
        report.part("records: entered by " + schools + " schools at once");
        try (var world = new World(zhibu)) {
            report.progress("a bureau of " + schools + " schools with a clerk each is being made");
            measure(world.open("记录局", schools).desks());
        }
    }

    private void measure(List<Desk> desks) {
        var shots = shots(desks);
        loop.run(shots, desks.size(), WARM);
        var rounds = new Rounds();
        var each = options.lasting(SECONDS).dividedBy(options.rounds());
        for (int number = 1; number <= options.rounds(); number++) {
            var round = Course.measured(zhibu.pids(), () -> loop.run(shots, desks.size(), each));
            report.progress("round " + number + ": " + Course.told(round));
            rounds.add(round);
        }
        report.latency("record entered", rounds);
        report.limit("record entered: p50, ms", rounds.intended(50), GOAL_P50, rounds);
        report.limit("record entered: p95, ms", rounds.intended(95), GOAL_P95, rounds);
        var rate = rounds.of(round -> round.latency().good() / round.seconds());
        report.figure(
                "records entered a second",
                rate,
                "goal " + Spread.number(GOAL_RATE) + " as shipped",
                Verdict.of(GOAL_RATE, rate.median(), rounds));
        report.figure("record entered: CPU of all processes, ms", rounds.cpu());
        report.shares(rounds);
    }

    /** Each desk in turn; no two records of one say the same. */
    private OpenLoop.Shots shots(List<Desk> desks) {
        var today = LocalDate.now();
        return number -> request(desks.get((int) (number % desks.size())), number, today);
    }

    private HttpRequest request(Desk desk, long number, LocalDate today) {
        return zhibu.request(desk.person(), "/api/activity/v1/records")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(Submissions.json(body(desk, number, today))))
                .build();
    }

    static Map<String, Object> body(Desk desk, long number, LocalDate today) {
        return Map.of(
                "unit",
                desk.unit(),
                "kind",
                "pairing-assistance",
                "date",
                today.minusDays(1 + number % DAYS).toString(),
                "again",
                true,
                "values",
                Map.of(
                        "partner",
                        Map.of("name", "临湖镇第" + number % 90 + "幼儿园"),
                        "form",
                        "money",
                        "amount",
                        100 + number,
                        "approval",
                        "收据" + number));
    }
}

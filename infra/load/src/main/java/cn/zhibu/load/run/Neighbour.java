package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.Cpu;
import cn.zhibu.load.measure.Outcome;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Rounds;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import cn.zhibu.load.product.Submissions;
import cn.zhibu.load.product.World;
import cn.zhibu.load.product.World.Bureau;
import cn.zhibu.load.product.World.Desk;
import cn.zhibu.load.product.Zhibu;
import cn.zhibu.load.run.Noise.Counts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One bureau silent, within its quota and at ten times of it, and what the others notice. */
public final class Neighbour {

    private static final double RATE = 10;
    private static final int SECONDS = 150;
    private static final int BRANCHES = 4;
    private static final double MOST = 1.2;
    private static final double TENFOLD = 10;
    private static final double USUAL_QUOTA = 20;
    private static final int READS_PER_WRITE = 4;
    private static final Duration WARM = Duration.ofSeconds(15);
    /** Until what may come at once after a pause is used up, and what the phase before left is done. */
    private static final Duration STEADY = Duration.ofSeconds(12);

    /** How much of its quota each of the others asks for at most. */
    private static final double MODEST = 0.7;

    private static final double ENOUGH = 0.8;
    private static final double FAILED = 0.01;

    private enum Phase {
        SILENT,
        AT_QUOTA,
        TENFOLD
    }

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;
    private final Submissions submissions;
    private final double quota;

    public Neighbour(Zhibu zhibu, Options options, Report report, Map<String, String> environment) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
        this.submissions = new Submissions(zhibu, LocalDate.now());
        var named = environment.get("ZHIBU_LIMIT_BUREAU");
        this.quota = named == null ? USUAL_QUOTA : Double.parseDouble(named);
    }

    public void run() {
        double rate = options.rate(RATE);
        int others = (int) Math.ceil(rate / (quota * MODEST));
        report.part("neighbour: " + others + " asking together " + Spread.number(rate) + " a second, another up to "
                + Spread.number(quota * TENFOLD));
        try (var world = new World(zhibu)) {
            report.progress(others + 1 + " bureaus are being made");
            var quiet = IntStream.rangeClosed(1, others)
                    .mapToObj(number -> world.open("压测静局" + number, BRANCHES))
                    .toList();
            var noisy = world.open("压测闹局", 2 * BRANCHES);
            try (var noise = new Noise(zhibu.gateway().getPort(), requests(noisy))) {
                measure(rate, quiet, noise);
            }
        }
        report.note("All bureaus do one submission for every " + READS_PER_WRITE
                + " looks at a branch's members. The noisy one asks from 40 addresses with 8 people, by plain sockets at "
                + "the lowest priority (nice 19), so that the asking itself takes from nobody; the quota is the "
                + "gateway's own (" + Spread.number(quota) + " a second).");
    }

    private void measure(double rate, List<Bureau> quiet, Noise noise) {
        var shots = mixed(quiet);
        var loop = new OpenLoop();
        var rounds = new Outcome<Phase>();
        var counts = new EnumMap<Phase, Counts>(Phase.class);
        var noiseCpu = Map.of("crowd", noise.pid());
        noise.rate(quota);
        loop.run(shots, rate, WARM, options.seed() - 1);
        noise.rate(quota * TENFOLD);
        loop.run(shots, rate, WARM, options.seed() - 1);
        var each = options.lasting(SECONDS).dividedBy(options.rounds());
        for (int number = 1; number <= options.rounds(); number++) {
            long seed = options.seed() * 1000 + number;
            for (var phase : Phase.values()) {
                noise.rate(wanted(phase));
                loop.run(shots, rate, STEADY, seed);
                noise.rate(wanted(phase));
                var crowd = Cpu.millis(noiseCpu);
                var round = Course.measured(zhibu.pids(), () -> loop.run(shots, rate, each, seed));
                var happened = noise.rate(wanted(phase));
                long used = Cpu.sum(Cpu.between(crowd, Cpu.millis(noiseCpu)));
                report.progress("round " + number + " " + phase + ": " + Course.told(round) + "; crowd " + happened
                        + ", its CPU " + Math.round(used / round.seconds()) + " ms/s");
                rounds.add(phase, round);
                counts.merge(phase, happened, Counts::plus);
            }
        }
        noise.rate(0);
        tell(rounds, counts, rounds.of(Phase.TENFOLD).seconds());
    }

    private double wanted(Phase phase) {
        return switch (phase) {
            case SILENT -> 0;
            case AT_QUOTA -> quota * 0.9;
            case TENFOLD -> quota * TENFOLD;
        };
    }

    private OpenLoop.Shots mixed(List<Bureau> bureaus) {
        var desks = bureaus.stream().flatMap(bureau -> bureau.desks().stream()).toList();
        var writes = submissions.by(desks);
        var reads = desks.stream()
                .map(desk -> zhibu.request(desk.person(), look(desk)).build())
                .toList();
        return number -> number % (READS_PER_WRITE + 1) == 0
                ? writes.shot(number / (READS_PER_WRITE + 1))
                : reads.get((int) (number % reads.size()));
    }

    /** A read that costs the same however much has been written. */
    private static String look(Desk desk) {
        return "/api/member/v1/members/names?unit=" + desk.unit();
    }

    /** The same mixture as whole requests. */
    private List<String> requests(Bureau bureau) {
        var all = new ArrayList<String>();
        for (int number = 0; number < bureau.desks().size() * (READS_PER_WRITE + 1); number++) {
            var desk = bureau.desks().get(number % bureau.desks().size());
            all.add(number % (READS_PER_WRITE + 1) == 0 ? writing(desk) : head("GET", look(desk), desk) + "\r\n");
        }
        return all;
    }

    private String writing(Desk desk) {
        var body = Submissions.json(submissions.body(desk));
        return head("POST", Submissions.PATH, desk) + "Content-Type: application/json\r\nIdempotency-Key: "
                + CrowdMain.KEY + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }

    private String head(String method, String path, Desk desk) {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: "
                + zhibu.gateway().getAuthority() + "\r\nAccept: application/json\r\n");
        desk.person()
                .headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.toString();
    }

    private void tell(Outcome<Phase> rounds, Map<Phase, Counts> counts, double seconds) {
        var silent = rounds.of(Phase.SILENT);
        rounds.forEach((phase, measured) -> report.latency("others while it is " + words(phase), measured));
        var tenfold = rounds.of(Phase.TENFOLD).latency();
        double reached = counts.getOrDefault(Phase.TENFOLD, Counts.NONE).asked() / seconds;
        for (var beside : List.of(Phase.AT_QUOTA, Phase.SILENT)) {
            double before = rounds.of(beside).latency().intended(99);
            report.figure(
                    "others' p99 at ten times to " + words(beside),
                    "x" + Spread.number(tenfold.intended(99) / before),
                    Spread.number(tenfold.intended(99)) + " to " + Spread.number(before)
                            + " ms, all rounds together; goal x" + MOST,
                    verdict(reached, quota, silent, tenfold.intended(99) <= before * MOST, rounds.of(Phase.TENFOLD)));
        }
        counts.forEach((phase, count) -> report.figure(
                "noisy bureau " + words(phase) + ": done, 429, failed",
                count.granted() + ", " + count.refused() + ", " + count.failed(),
                count.withoutTime() + " of the 429 without Retry-After",
                null));
        report.figure(
                "noisy bureau at ten times: asked in a second",
                Spread.number(reached),
                "ten times its quota: " + Spread.number(quota * TENFOLD),
                null);
        report.figure(
                "CPU drift between the silent rounds",
                Spread.number(100 * silent.cpu().drift()) + " %");
        report.shares(rounds.of(Phase.TENFOLD));
    }

    /** Nothing is shown by a crowd that could not ask as much as it was to, or by silence that was not the same. */
    static String verdict(double reached, double quota, Rounds silent, boolean within, Rounds others) {
        if (reached < quota * TENFOLD * ENOUGH) {
            return "void: the crowd could not ask ten times the quota";
        }
        if (silent.isVoid()) {
            return Verdict.VOID.toString();
        }
        return (others.failing(FAILED) ? Verdict.FAILING : within ? Verdict.MET : Verdict.NOT_MET).toString();
    }

    private static String words(Phase phase) {
        return switch (phase) {
            case SILENT -> "silent";
            case AT_QUOTA -> "within its quota";
            case TENFOLD -> "at ten times";
        };
    }
}

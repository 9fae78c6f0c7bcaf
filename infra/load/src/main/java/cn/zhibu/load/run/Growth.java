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
import cn.zhibu.load.product.World.Bureau;
import cn.zhibu.load.product.Zhibu;
import cn.zhibu.stack.demo.Person;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The same questions while one branch holds ever more records, and then while the bureau has ever more branches: the bureau's
 * table, a level of its tree, the home of a branch, entering one more. The slope is that of a line through the logarithms of records and milliseconds: 0 is flat, 1 costs with the records.
 */
public final class Growth {

    private static final List<Integer> RECORDS = List.of(30, 300, 3000);
    private static final int BRANCHES = 12;
    private static final int NARROW = 60;
    private static final int WIDE = 600;
    private static final int TIMES = 10;
    private static final String ENTERING = "entering";
    private static final int SECONDS = 20;
    private static final int ROUNDS = 3;
    private static final int HANDS = 6;
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final double GOAL = 0.1;

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;
    private final ClosedLoop loop = new ClosedLoop();

    public Growth(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    public void run() {
        int widest = options.branches(WIDE);
        report.part("growth: " + RECORDS + " sessions of this year in one of " + BRANCHES
                + " branches; then a bureau of " + NARROW + " to " + widest + " branches");
        try (var world = new World(zhibu)) {
            deeper(world.open("增长局", BRANCHES));
            wider(world, world.open("扩展局", BRANCHES), widest);
        }
    }

    private void deeper(Bureau bureau) {
        var questions = questions(bureau);
        var cpu = new LinkedHashMap<String, Map<Integer, Double>>();
        var entering = Objects.requireNonNull(questions.get(ENTERING));
        long there = 0;
        for (int records : RECORDS) {
            while (there < records) {
                there += loop.run(entering, HANDS, Duration.ofSeconds(1)).good();
            }
            ask(questions, records, "sessions", cpu);
        }
        slopes(cpu, "records");
    }

    private void wider(World world, Bureau bureau, int widest) {
        var questions = questions(bureau);
        var cpu = new LinkedHashMap<String, Map<Integer, Double>>();
        int there = BRANCHES;
        for (int branches = NARROW; branches <= widest; branches *= TIMES) {
            world.widen(bureau, there, branches);
            there = branches;
            report.progress(branches + " branches are there");
            ask(questions, branches, "branches", cpu);
        }
        slopes(cpu, "branches");
    }

    private void ask(
            Map<String, OpenLoop.Shots> questions, int size, String of, Map<String, Map<Integer, Double>> cpu) {
        Course.pause(WARM);
        questions.forEach((name, question) -> cpu.computeIfAbsent(name, none -> new LinkedHashMap<>())
                .put(size, asked(name, question, size + " " + of)));
    }

    private void slopes(Map<String, Map<Integer, Double>> cpu, String of) {
        cpu.forEach((name, figures) -> report.figure(
                name + ": slope over the " + of,
                Spread.number(slope(figures)),
                "goal " + Spread.number(GOAL),
                Verdict.of(slope(figures), GOAL, false)));
    }

    private Map<String, OpenLoop.Shots> questions(Bureau bureau) {
        int year = LocalDate.now().getYear();
        var desk = bureau.desks().get(0);
        var reviewer = bureau.reviewers().get(0);
        var questions = new LinkedHashMap<String, OpenLoop.Shots>();
        questions.put("table", number -> reading(reviewer, "/api/report/v1/overview?size=100&year=" + year));
        questions.put("counts", number -> reading(reviewer, "/api/report/v1/overview/counts?year=" + year));
        questions.put("level", number -> reading(reviewer, "/api/member/v1/units?size=100&parent=" + bureau.id()));
        questions.put(
                "home",
                number -> reading(desk.person(), "/api/report/v1/duties?unit=" + desk.unit() + "&year=" + year));
        questions.put(ENTERING, new Submissions(zhibu, LocalDate.now()).by(List.of(desk)));
        return questions;
    }

    private HttpRequest reading(Person who, String path) {
        return zhibu.request(who, path).GET().build();
    }

    /** Milliseconds of all processes for one. */
    private double asked(String name, OpenLoop.Shots question, String size) {
        loop.run(question, 1, WARM);
        var rounds = new Rounds();
        for (int number = 0; number < ROUNDS; number++) {
            rounds.add(Course.measured(
                    zhibu.pids(),
                    () -> loop.run(question, 1, options.lasting(SECONDS).dividedBy(ROUNDS))));
        }
        report.figure(
                name + " at " + size + ": CPU of all processes, ms",
                rounds.cpu(),
                "p50 " + rounds.intended(50) + " ms, one at a time",
                null);
        return rounds.cpu().median();
    }

    /** Of the line of least squares through the logarithms. */
    static double slope(Map<Integer, Double> figures) {
        var xs = figures.keySet().stream().mapToDouble(Math::log).toArray();
        var ys = figures.values().stream().mapToDouble(Math::log).toArray();
        double meanX = Arrays.stream(xs).average().orElseThrow();
        double meanY = Arrays.stream(ys).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (int i = 0; i < xs.length; i++) {
            above += (xs[i] - meanX) * (ys[i] - meanY);
            below += (xs[i] - meanX) * (xs[i] - meanX);
        }
        return above / below;
    }
}

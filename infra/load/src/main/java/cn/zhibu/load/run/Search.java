package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.kernel.ClosedLoop;
import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.LoadException;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Rounds;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.product.World;
import cn.zhibu.load.product.World.Bureau;
import cn.zhibu.load.product.Zhibu;
import cn.zhibu.load.sheet.Imports;
import cn.zhibu.load.sheet.Planted;
import cn.zhibu.load.sheet.Workbook;
import cn.zhibu.stack.demo.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records of one bureau are looked for by words while there are very many: words that stand in every record, in one of a
 * hundred, in one of ten thousand, in none; whole names and pieces of two characters. The records come by sheets.
 */
public final class Search {

    private static final int RECORDS = 100_000;
    private static final int SHEET = 5000; // rows that one may have
    private static final int BRANCHES = 10;
    private static final int SECONDS = 10;
    private static final int HANDS = 4;
    private static final Duration WARM = Duration.ofSeconds(3);
    private static final double GOAL_P50 = 100; // milliseconds
    private static final double GOAL_P95 = 300;

    static final int SELDOM = 100;
    static final int RARE = 10_000;

    /** What is looked for, by how often it is there. */
    static final Map<String, String> WORDS = new TreeMap<>(Map.of(
            "1 in every record",
            "临湖镇中心幼儿园",
            "2 piece in every record",
            "临湖",
            "3 in one of " + SELDOM,
            "青石桥小学",
            "4 piece in one of " + SELDOM,
            "青石",
            "5 in one of " + RARE,
            "雁栖岭教学点",
            "6 piece in one of " + RARE,
            "雁栖",
            "7 two words",
            "临湖 雁栖",
            "8 nowhere",
            "珠穆朗玛"));

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;
    private final ClosedLoop loop = new ClosedLoop();

    public Search(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    public void run() {
        int records = options.records(RECORDS);
        report.part("search: " + records + " records of a bureau, " + HANDS + " hands");
        try (var world = new World(zhibu)) {
            var bureau = world.open("检索局", BRANCHES);
            fill(bureau, records);
            for (var word : WORDS.entrySet()) {
                ask(bureau, word.getKey(), word.getValue(), records);
            }
        }
    }

    private void fill(Bureau bureau, int records) {
        var imports = new Imports(zhibu);
        long began = System.nanoTime();
        for (int from = 0, sheet = 0; from < records; from += SHEET, sheet++) {
            int before = from;
            var desk = bureau.desks().get(sheet % BRANCHES);
            int rows = Math.min(SHEET, records - from);
            var book = Workbook.of(
                    Planted.nothing(rows),
                    row -> partner(before + row),
                    LocalDate.now().minusDays(sheet / BRANCHES * 300L));
            var id = imports.bring(desk, book).path("id").asString();
            int entered = imports.enter(desk, id);
            if (entered != rows) {
                throw new LoadException(entered + " of " + rows + " rows were entered");
            }
            report.progress((from + rows) + " of " + records + " records are there");
        }
        report.figure(
                "records brought by sheets, a second", Spread.number(records / ((System.nanoTime() - began) / 1e9)));
    }

    /** Whom the record of that number names: every name has the common word, few have another beside it. */
    static String partner(int number) {
        var common = "临湖镇中心幼儿园";
        return number % RARE == 0 ? common + "雁栖岭教学点" : number % SELDOM == 0 ? common + "青石桥小学" : common;
    }

    /** How many of the first so many records name it. */
    static long expected(String words, int records) {
        long count = 0;
        for (int number = 1; number <= records; number++) {
            var name = partner(number);
            boolean all = true;
            for (var word : words.split(" ")) {
                all &= name.contains(word);
            }
            count += all ? 1 : 0;
        }
        return count;
    }

    private void ask(Bureau bureau, String name, String words, int records) {
        Person reviewer = bureau.reviewers().get(0);
        var path = "/api/activity/v1/records?size=20&words=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        long found = reviewer.get(path).path("items").size();
        long wanted = Math.min(20, expected(words, records));
        if (found != wanted) {
            throw new LoadException(name + ": " + found + " records on the first page, not " + wanted);
        }
        OpenLoop.Shots shots = zhibu.reading(bureau.reviewers(), path);
        loop.run(shots, HANDS, WARM);
        var rounds = new Rounds();
        for (int number = 0; number < options.rounds(); number++) {
            rounds.add(Course.measured(
                    zhibu.pids(),
                    () -> loop.run(shots, HANDS, options.lasting(SECONDS).dividedBy(options.rounds()))));
        }
        var of = name.substring(2) + " (" + expected(words, records) + " records)";
        report.limit(of + ": p50, ms", rounds.intended(50), GOAL_P50, rounds);
        report.limit(of + ": p95, ms", rounds.intended(95), GOAL_P95, rounds);
    }
}

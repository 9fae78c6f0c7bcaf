package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.LoadException;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Rounds;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import cn.zhibu.load.product.Zhibu;
import cn.zhibu.stack.demo.Person;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;

/** The Word file of a report that is still a draft, beside the same rows through poi-tl alone and as text in a zip. P8. */
public final class Word {

    private static final double RATE = 2;
    private static final int SECONDS = 50;
    private static final int FLOOR_ROWS = 120;
    private static final int WARM_BATCHES = 2;
    private static final long BATCH_NANOS = 1_500_000_000;
    private static final double GOAL = 1.3;
    private static final Pattern ROW = Pattern.compile("<w:tr[ >].*?</w:tr>|<w:p[ >].*?</w:p>", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("<w:t[^>]*>([^<]*)</w:t>");

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;

    public Word(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    public void run() {
        double rate = options.rate(RATE);
        report.part("report: a report's Word file fetched " + Spread.number(rate) + " times a second, open loop");
        var author = zhibu.demo("qinghe.secretary");
        var path = "/api/report/v1/reports/" + draft(author) + "/document";
        var file = author.download(path);
        var rows = rows(file);
        report.note("The demo kindergarten's debriefing with claims and evidence index: " + rows.size()
                + " paragraphs and table rows, " + file.length
                + " bytes. The bare comparison puts the same text in as many "
                + "rows of one table, without styles, marks or captions.");
        var target = new Target("document", new OpenLoop(), zhibu.reading(List.of(author), path), zhibu.pids());
        var targets = new ArrayList<>(List.of(target));
        options.peers().forEach(peer -> targets.add(peer.target()));
        var course = new Course(options, report);
        double idle = course.idle(zhibu.pids());
        var rounds = course.interleaved(targets, rate, options.lasting(SECONDS));
        tell(rounds.of("document"), rows, idle);
        rounds.forEach((name, measured) -> {
            if (!name.equals("document")) {
                report.latency(name, measured);
            }
        });
    }

    private static String draft(Person author) {
        JsonNode found = author.get("/api/report/v1/reports?size=50");
        for (var each : found.path("items")) {
            if (each.path("template").asString("").equals("debriefing")
                    && each.path("state").asString("").equals("DRAFT")) {
                return each.path("id").asString();
            }
        }
        throw new LoadException("the demo's secretary has no draft of a debriefing; run infra/up with the demo");
    }

    private void tell(Rounds rounds, List<Map<String, String>> rows, double idle) {
        var papers = new Papers();
        var floorRows = new ArrayList<Map<String, String>>();
        for (int at = 0; at < FLOOR_ROWS; at++) {
            floorRows.add(rows.get(at % rows.size()));
        }
        var bare = cpu(() -> papers.bare(rows));
        var floor = cpu(() -> Papers.floor(floorRows));
        var bareLong = cpu(() -> papers.bare(floorRows));
        report.latency("document", rounds);
        var cpu = rounds.cpu();
        var net = rounds.of(round -> round.perOperation(idle));
        report.figure("document: CPU of all processes, ms", cpu, "idle work included", null);
        report.figure(
                "document: without idle work, to bare poi-tl",
                net,
                "bare poi-tl, same rows: " + bare + " ms: x" + Spread.number(net.median() / bare.median()) + "; goal x"
                        + GOAL,
                bare.drifted() ? Verdict.VOID : Verdict.of(net.median(), bare.median() * GOAL, rounds));
        report.figure(
                "floor: " + FLOOR_ROWS + " rows as text in a zip, CPU ms",
                floor,
                "document to floor: x" + Spread.number(net.median() / floor.median()),
                null);
        report.figure(
                "bare poi-tl: " + FLOOR_ROWS + " rows, CPU ms",
                bareLong,
                "read elsewhere: poi-tl 24, docxtemplater 14.9, carbone 6.4, floor 0.8",
                null);
        report.figure("document: CPU drift between rounds", Spread.number(100 * cpu.drift()) + " %", "", null);
        report.shares(rounds);
    }

    /** Processor milliseconds of this thread for each call, in batches of a second and a half. */
    private Spread cpu(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        var each = new ArrayList<Double>();
        for (int batch = -WARM_BATCHES; batch < options.rounds(); batch++) {
            long before = threads.getCurrentThreadCpuTime();
            long used = 0;
            int number = 0;
            while (used < BATCH_NANOS) {
                work.run();
                number++;
                used = threads.getCurrentThreadCpuTime() - before;
            }
            if (batch >= 0) {
                each.add(used / 1e6 / number);
            }
        }
        return Spread.of(each);
    }

    /** What the file says, by paragraph and, in tables, by row. */
    static List<Map<String, String>> rows(byte[] file) {
        var rows = new ArrayList<Map<String, String>>();
        ROW.matcher(document(file)).results().forEach(paragraph -> {
            var text = new StringBuilder();
            TEXT.matcher(paragraph.group()).results().forEach(run -> text.append(run.group(1)));
            if (!text.isEmpty()) {
                rows.add(Map.of(
                        "number",
                        Integer.toString(rows.size() + 1),
                        "date",
                        "2026-05-20",
                        "kind",
                        "记录",
                        "summary",
                        text.toString()));
            }
        });
        return rows;
    }

    private static String document(byte[] file) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("word/document.xml")) {
                    return new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw new LoadException("what was downloaded is no Word file");
    }
}

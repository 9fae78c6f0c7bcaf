package cn.zhibu.stack.demo;

import cn.zhibu.stack.demo.plan.Fixture;
import cn.zhibu.stack.demo.plan.Plan;
import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The debriefing reports of the demo, opened when all their evidence has arrived. */
final class Reports {

    private static final String REPORTS = "/api/report/v1/reports";
    private static final Set<String> COUNTED =
            Set.of("BRANCH_ASSEMBLY", "COMMITTEE_MEETING", "GROUP_MEETING", "PARTY_LECTURE");

    private final Plan plan;
    private final Loader loader;
    private final Journal journal;
    private final Path folder;

    Reports(Plan plan, Loader loader, Journal journal, Path folder) {
        this.plan = plan;
        this.loader = loader;
        this.journal = journal;
        this.folder = folder;
    }

    /** Opens every report, waits for its figures, submits it or fetches its Word file. */
    void prepare() {
        for (var bureau : plan.bureaus()) {
            for (var report : bureau.reports()) {
                prepare(bureau, report);
            }
        }
    }

    static Path sample(Path folder) {
        return folder.resolve("sample-debriefing.docx");
    }

    private void prepare(Plan.Bureau bureau, Plan.Report report) {
        var author = loader.person(report.by());
        var id = journal.find(report.key()).orElseGet(() -> {
            var body = Bodies.of("unit", journal.id(report.branch()), "template", "debriefing", "year", report.year());
            var opened = Loader.id(author.post(REPORTS, Loader.key(report.key()), body));
            journal.note(report.key(), opened);
            return opened;
        });
        var path = REPORTS + "/" + id;
        int held = held(bureau, report);
        author.await(
                path,
                view -> shows(view, "org-life", "figure", held)
                        && (!report.sample() || missing(view, plan.fixtures()).isEmpty()));
        if (report.submitted()) {
            author.post(path + "/submission", Loader.key(report.key() + ".submitted"), Map.of());
        }
        if (report.sample()) {
            write(author.download(path + "/document"));
        }
    }

    private static int held(Plan.Bureau bureau, Plan.Report report) {
        return (int) bureau.meetings().stream()
                .filter(meeting -> meeting.branch().equals(report.branch())
                        && meeting.date().getYear() == report.year())
                .flatMap(meeting -> meeting.forms().stream())
                .filter(COUNTED::contains)
                .count();
    }

    /** The rows whose figure the report does not show. */
    static List<String> missing(JsonNode view, List<Fixture> fixtures) {
        return fixtures.stream()
                .filter(row -> !shows(view, row.sentence(), row.figureName(), row.target()))
                .map(Fixture::id)
                .toList();
    }

    private static boolean shows(JsonNode view, String sentence, String figure, int value) {
        for (var section : view.path("sections")) {
            for (var each : section.path("sentences")) {
                var id = each.path("id").asString();
                if ((id.equals(sentence) || id.startsWith(sentence + ".")) && has(each, figure, value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean has(JsonNode sentence, String figure, int value) {
        for (var part : sentence.path("parts")) {
            var shown = part.path("figure");
            if (figure.equals(shown.path("id").asString(""))
                    && BigDecimal.valueOf(value).compareTo(shown.path("value").decimalValue()) == 0) {
                return true;
            }
        }
        return false;
    }

    private void write(byte[] word) {
        try {
            Files.createDirectories(folder);
            Files.write(sample(folder), word);
        } catch (IOException failed) {
            throw new StackException(sample(folder) + " cannot be written", failed);
        }
    }
}

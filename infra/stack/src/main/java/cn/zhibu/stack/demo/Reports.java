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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The reports of the demo, opened when all their evidence has arrived. */
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

    static List<Path> samples(Path folder) {
        return List.of(folder.resolve("sample-debriefing.docx"), folder.resolve("sample-election.docx"));
    }

    private static Path sample(Path folder, Plan.Report report) {
        return samples(folder).get(report.from() == null ? 0 : 1);
    }

    private void prepare(Plan.Bureau bureau, Plan.Report report) {
        var author = loader.person(report.by());
        var id = journal.find(report.key()).orElseGet(() -> {
            var opened = Loader.id(author.post(REPORTS, Loader.key(report.key()), opening(author, report)));
            journal.note(report.key(), opened);
            return opened;
        });
        var path = REPORTS + "/" + id;
        int held = held(bureau, report);
        author.await(
                path,
                view -> (report.from() != null || shows(view, "org-life", "figure", held))
                        && (!report.sample() || missing(view, plan.rows(report)).isEmpty()));
        new TreeMap<>(report.texts()).forEach((section, text) -> write(author, path, section, text));
        if (report.submitted()) {
            author.post(path + "/submission", Loader.key(report.key() + ".submitted"), Map.of());
        }
        if (report.sample()) {
            write(sample(folder, report), author.download(path + "/document"));
        }
    }

    private Map<String, Object> opening(Person author, Plan.Report report) {
        var unit = journal.id(report.branch());
        if (report.from() == null) {
            return Bodies.of("unit", unit, "template", "debriefing", "year", report.year());
        }
        var openings = author.await("/api/report/v1/openings?unit=" + unit, all -> term(all, report) != null);
        return Bodies.of("unit", unit, "template", "election", "term", term(openings, report));
    }

    /** The committee whose term begins on the day the report is from. */
    private static @Nullable String term(JsonNode openings, Plan.Report report) {
        for (var opening : openings) {
            for (var choice : opening.path("choices")) {
                if (choice.hasNonNull("term") && choice.path("from").asString().equals(String.valueOf(report.from()))) {
                    return choice.path("term").asString();
                }
            }
        }
        return null;
    }

    private static void write(Person author, String path, String section, String text) {
        var version = author.get(path).path("version").asLong();
        author.put(path + "/texts/" + section, version, Map.of("text", text));
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

    private static void write(Path file, byte[] word) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, word);
        } catch (IOException failed) {
            throw new StackException(file + " cannot be written", failed);
        }
    }
}

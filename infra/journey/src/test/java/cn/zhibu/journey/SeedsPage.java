package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.journey.Trace.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The page that sets what the two seed reports say beside what the product says of the demo: no row is missing and no
 * sentence differs. {@code -Dzhibu.seeds=write} writes it anew. Years move with the demo and do not count.
 */
abstract class SeedsPage {

    private static final Path PAGE = Path.of("../docs/seeds.md");
    private static final Path FIXTURES = Path.of("../../report-service/src/test/resources");
    private static final String HEAD = """
            # What the seed reports say, and what ours say

            Row by row of the two fixtures: the fact and figure of the seed report, the sentence that the product makes of the
            demo's records in both languages, and the number behind it (the demo enters a little more where the seed says
            "more than" of ten and above). The demo's names are invented and its years move, so years are written as 〔年〕.
            `DemoTests` in `infra/journey` holds this page against the running product; it is written anew with
            `mvn -pl infra/journey -am test -Dtest=DemoTests -Dsurefire.failIfNoSpecifiedTests=false -Dzhibu.seeds=write`.
            """;

    /** One report: its heading, the seed's rows and the demo's. */
    private record Side(String heading, String seed, String demo, String user, String template) {}

    private static final List<Side> SIDES = List.of(
            new Side(
                    "K: a kindergarten's year, the annual debriefing report",
                    "kindergarten.tsv",
                    "kindergarten.tsv",
                    "qinghe.secretary",
                    "debriefing"),
            new Side(
                    "S: a primary school's term, the re-election work report",
                    "primary-school.tsv",
                    "primary.tsv",
                    "qinghe.township",
                    "election"));

    @Test
    void everySeedRowStandsBesideWhatTheProductSays() throws IOException {
        var page = new StringBuilder(HEAD);
        for (var side : SIDES) {
            page.append("\n## ").append(side.heading()).append("\n\n");
            page.append(
                    "| row | the seed says | ours says | in English | behind it |\n| --- | --- | --- | --- | --- |\n");
            lines(side).forEach(line -> page.append(line).append('\n'));
        }
        if ("write".equals(System.getProperty("zhibu.seeds"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }

    private static List<String> lines(Side side) throws IOException {
        var trace = new Trace(side.user(), side.template());
        var english = trace.secretary
                .call("GET", trace.path, null, Map.of("Accept-Language", "en"))
                .expect(200);
        var ours = Trace.rows(side.demo()).collect(Collectors.toMap(Row::id, Function.identity()));
        var lines = new ArrayList<String>();
        for (var seed : Files.readAllLines(FIXTURES.resolve(side.seed()))) {
            var cells = seed.split("\t");
            if (cells[0].equals("id")) {
                continue;
            }
            assertThat(ours).as("a sentence for the seed row " + cells[0]).containsKey(cells[0]);
            var found = trace.found(ours.get(cells[0]));
            var id = found.sentence().get("id").asString();
            lines.add(row(
                    cells[0],
                    cells[3] + ": " + ("atLeast".equals(cells[6]) ? "at least " : "") + cells[4] + " " + cells[5],
                    said(trace.report, id),
                    said(english, id),
                    found.figure().get("value").decimalValue().toPlainString()));
        }
        assertThat(lines).hasSameSizeAs(ours.keySet());
        return lines;
    }

    /** A sentence, with the list that it leads to. */
    private static String said(JsonNode report, String id) {
        var said = new StringBuilder();
        for (var section : report.get("sections")) {
            for (var sentence : section.get("sentences")) {
                var listed = said.toString().strip().matches("(?s).*[:：](<br>.*)?")
                        && sentence.get("listed").asBoolean();
                if (sentence.get("id").asString().equals(id) || listed) {
                    said.append(listed ? "<br>" : "")
                            .append(Trace.said(sentence).strip());
                } else if (said.length() > 0) {
                    return said.toString();
                }
            }
        }
        assertThat(said).as("sentence " + id).isNotEmpty();
        return said.toString();
    }

    private static String row(String... cells) {
        var line = new StringBuilder("|");
        for (var cell : cells) {
            line.append(' ').append(cell.strip().replace("|", "\\|")).append(" |");
        }
        return line.toString()
                .replaceAll("(?<!\\d)20\\d\\d年\\d{1,2}月\\d{1,2}日", "〔年〕月日")
                .replaceAll("\\b\\d{1,2} [A-Z][a-z]{2} 20\\d\\d\\b", "〔年〕")
                .replaceAll("(?<![\\d,])20[2-9]\\d(?![\\d,])", "〔年〕");
    }
}

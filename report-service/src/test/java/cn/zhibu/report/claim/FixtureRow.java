package cn.zhibu.report.claim;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.Figure;
import cn.zhibu.words.Language;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One fact of a real report: the figure, and the section, claim and figure of the sentence that must show it. */
record FixtureRow(
        String id,
        BigDecimal figure,
        boolean atLeast,
        String section,
        String claim,
        String name,
        String zh,
        String en) {

    /** @param places id, section, claim, figure of the sentence, as printed in zh and en; one line per row */
    static Stream<FixtureRow> read(String file, String places) throws IOException {
        var known = new HashMap<String, String[]>();
        places.lines().map(line -> line.split(" ", 6)).forEach(place -> known.put(place[0], place));
        try (var stream = FixtureRow.class.getResourceAsStream(file)) {
            var text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> line.split("\t")).map(row -> {
                var place = Objects.requireNonNull(known.get(row[0]), row[0]);
                return new FixtureRow(
                        row[0],
                        new BigDecimal(row[4]),
                        row[6].equals("atLeast"),
                        place[1],
                        place[2],
                        place[3],
                        place[4],
                        place[5]);
            });
        }
    }

    /** It stands at its place, once, with its figure, in both languages, and with what it rests on. */
    void standsIn(Content report) {
        var section = report.sections().stream()
                .filter(each -> each.id().equals(section()))
                .findFirst()
                .orElseThrow();
        var found = section.sentences().stream()
                .filter(sentence -> claim().equals(sentence.claim()))
                .flatMap(sentence -> sentence.figures().stream()
                        .filter(figure -> figure.id().equals(name()))
                        .filter(figure -> figure.shown().zh().equals(zh()))
                        .peek(figure -> {
                            assertThat(sentence.reads(Language.ZH)).contains(zh());
                            var number = en().substring(0, en().lastIndexOf(' '));
                            assertThat(sentence.reads(Language.EN)).containsIgnoringCase(number.split(" [a-z]+$")[0]);
                        }))
                .toList();
        assertThat(found).as(id()).hasSize(1);
        var figure = found.get(0);
        assertThat(figure.shown().en()).isEqualTo(en());
        if (atLeast()
                && figure().compareTo(BigDecimal.TEN) >= 0
                && figure.rules().isEmpty()) {
            assertThat(figure.value()).isGreaterThan(figure());
        } else {
            assertThat(figure.value()).isEqualByComparingTo(figure());
        }
        assertThat(evidence(figure)).as("evidence of " + id()).isNotEmpty();
    }

    private static List<?> evidence(Figure figure) {
        return figure.rules().isEmpty() ? figure.records() : figure.rules();
    }
}

package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Every figure of the kindergarten's year, in the Word file, found again by recomputing from the raw records through the
 * API; and a gift that is withdrawn takes its sentence with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TraceTests {

    /** A row of the fixture: what the report must show and by which claim. */
    record Row(String id, BigDecimal figure, String qualifier, String claim) {

        String sentence() {
            return claim.split("#")[0];
        }

        String part() {
            return claim.contains("#") ? claim.split("#")[1] : "figure";
        }
    }

    private record Found(JsonNode sentence, JsonNode figure) {}

    private final Visitor secretary = Product.demoPerson("qinghe.secretary");
    private final String path = "/api/report/v1/reports/" + report();
    private final JsonNode report = secretary.get(path).expect(200);
    private final String word = word();
    private final List<JsonNode> sources = sources();

    static Stream<Row> rows() throws IOException {
        var text =
                new ClassPathResource("zhibu/stack/demo/kindergarten.tsv").getContentAsString(StandardCharsets.UTF_8);
        return text.lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t"))
                .map(cells -> new Row(cells[0], new BigDecimal(cells[4]), cells[6], cells[7]));
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("rows")
    void eachRowStandsInTheWordFileAndIsRecomputedFromItsRecords(Row row) {
        var found = found(row);
        var value = found.figure().get("value").decimalValue();
        if (row.qualifier().equals("exact")) {
            assertThat(value).as(row.id()).isEqualByComparingTo(row.figure());
        } else if (row.figure().intValue() >= 10) {
            assertThat(value).as(row.id() + " is a little more").isGreaterThan(row.figure());
            assertThat(value)
                    .as(row.id())
                    .isLessThanOrEqualTo(
                            row.figure().multiply(new BigDecimal("1.10")).add(BigDecimal.ONE));
        } else {
            assertThat(value).as(row.id()).isGreaterThanOrEqualTo(row.figure());
        }
        var shown = found.figure().get("shown").asString();
        assertThat(word).as(row.id() + " in the Word file").contains(shown);
        assertThat(recomputed(found))
                .as(row.id() + " recomputed from the raw records")
                .isEqualByComparingTo(value);
    }

    @Test
    @Order(2)
    void whatTheRulesAskStandsBesideWhatWasHeldK01() {
        var sentence = ChainTests.text(ChainTests.sentence(report, "三会一课"));
        assertThat(sentence).contains("32次");
        assertThat(word).contains("32次");
    }

    @Test
    @Order(3)
    void everyNumberOfTheReportHasRecordsBehindItOrARule() {
        int figures = 0;
        for (var section : report.get("sections")) {
            for (var sentence : section.get("sentences")) {
                for (var part : sentence.get("parts")) {
                    if (part.hasNonNull("figure")) {
                        figures++;
                        var figure = part.get("figure");
                        assertThat(figure.get("records").asInt() > 0
                                        || !figure.get("rules").isEmpty())
                                .as(sentence.get("id").asString() + " " + figure)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(figures).isGreaterThan(28);
    }

    @Test
    @Order(9)
    void withdrawingTheGiftRemovesItsSentenceWithinSeconds() {
        var gift = rows20000();
        var evidence = secretary
                .get(path + "/claims/" + gift.sentence().get("id").asString() + "/evidence")
                .expect(200);
        var record = evidence.get("records").get(0).get("id").asString();
        secretary
                .post("/api/activity/v1/records/" + record + "/withdrawal", java.util.Map.of("reason", "误录"))
                .expect(200);
        var began = System.nanoTime();
        Product.await(
                "the sentence is gone",
                Duration.ofSeconds(10),
                () -> !ChainTests.text(secretary.get(path).json()).contains("20,000"));
        System.out.println("sentence gone after " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }

    private Found rows20000() {
        return found(new Row("K09", new BigDecimal("20000"), "exact", "aid-money-given"));
    }

    /** The sentence and the figure of a row: of several sentences of one claim, the one with the row's number. */
    private Found found(Row row) {
        var candidates = new ArrayList<Found>();
        for (var section : report.get("sections")) {
            for (var sentence : section.get("sentences")) {
                var id = sentence.get("id").asString();
                if (id.equals(row.sentence()) || id.startsWith(row.sentence() + ".")) {
                    for (var part : sentence.get("parts")) {
                        if (part.hasNonNull("figure")
                                && part.get("figure").get("id").asString().equals(row.part())) {
                            candidates.add(new Found(sentence, part.get("figure")));
                        }
                    }
                }
            }
        }
        assertThat(candidates).as(row.id() + ": sentences of " + row.claim()).isNotEmpty();
        return candidates.stream()
                .filter(candidate ->
                        candidate.figure().get("value").decimalValue().compareTo(row.figure()) == 0)
                .findFirst()
                .orElse(candidates.get(0));
    }

    /** The number again, out of the raw records and the measure's own definition. */
    private BigDecimal recomputed(Found found) {
        var claim = claimOf(found.sentence().get("id").asString());
        var figure = found.figure().get("id").asString();
        var evidence = secretary
                .get(path + "/claims/" + found.sentence().get("id").asString() + "/evidence?figure=" + figure)
                .expect(200);
        var measure = measure(claim, figure);
        var distinct = new HashSet<String>();
        var sum = BigDecimal.ZERO;
        Set<String> seen = new HashSet<>();
        for (var proof : evidence.get("records")) {
            if (!seen.add(proof.get("id").asString() + proof.get("kind"))) {
                continue;
            }
            var raw = raw(proof);
            assertThat(raw.toString())
                    .as("withdrawn records are no evidence")
                    .doesNotContain("\"status\":\"WITHDRAWN\"");
            var value = raw.path("values").path(measure.path("from").asString(""));
            switch (measure.get("aggregate").asString()) {
                case "sum" -> sum = sum.add(value.decimalValue());
                case "count" -> sum = sum.add(measure.has("each") ? forms(raw, claim) : BigDecimal.ONE);
                default -> distinct.add(value.isMissingNode() ? proof.get("id").asString() : value.toString());
            }
        }
        return distinct.isEmpty() ? sum : BigDecimal.valueOf(distinct.size());
    }

    /** How many of the forms that a claim counts a session had at once. */
    private static BigDecimal forms(JsonNode session, JsonNode claim) {
        var wanted = claim.path("query").path("where").path("form").toString();
        long count = 0;
        for (var form : session.get("session").get("forms")) {
            if (wanted.contains("\"" + form.asString() + "\"")) {
                count++;
            }
        }
        return BigDecimal.valueOf(count);
    }

    private JsonNode raw(JsonNode proof) {
        var id = proof.get("id").asString();
        return switch (proof.get("type").asString()) {
            case "record" -> secretary.get("/api/activity/v1/records/" + id).expect(200);
            case "session" -> secretary.get("/api/activity/v1/sessions/" + id).expect(200);
            case "opinion" -> secretary.get("/api/activity/v1/opinions/" + id).expect(200);
            case "survey" -> secretary.get("/api/activity/v1/surveys/" + id).expect(200);
            default ->
                Product.demoPerson("qinghe.reviewer")
                        .get("/api/member/v1/units/" + id)
                        .expect(200);
        };
    }

    private JsonNode claimOf(String sentence) {
        for (var source : sources) {
            for (var claim : source.path("claims")) {
                var id = claim.get("id").asString();
                if (sentence.equals(id) || sentence.startsWith(id + ".")) {
                    return claim;
                }
            }
        }
        throw new AssertionError("No claim of the catalogue is called " + sentence);
    }

    private JsonNode measure(JsonNode claim, String figure) {
        var wanted = claim.path("query").path("measure").asString();
        for (var further : claim.path("figures")) {
            if (further.get("id").asString().equals(figure) && further.has("measure")) {
                wanted = further.get("measure").asString();
            }
        }
        for (var source : sources) {
            for (var measure : source.path("measures")) {
                if (measure.get("id").asString().equals(wanted)) {
                    return measure;
                }
            }
        }
        throw new AssertionError("No measure is called " + wanted);
    }

    private static List<JsonNode> sources() {
        var yaml = YAMLMapper.builder().build();
        var all = new ArrayList<JsonNode>();
        try {
            for (var kind :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:zhibu/catalogue/kinds/*.yaml")) {
                all.add(yaml.readTree(kind.getContentAsByteArray()));
            }
            yaml.readTree(new ClassPathResource("zhibu/catalogue/built-in.yaml").getContentAsByteArray())
                    .get("sources")
                    .forEach(all::add);
            return all;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private String report() {
        for (var each : secretary.get("/api/report/v1/reports").expect(200).get("items")) {
            if (each.get("template").asString().equals("debriefing")) {
                return each.get("id").asString();
            }
        }
        throw new AssertionError("The demo has no debriefing report");
    }

    private String word() {
        var answer = secretary.get(path + "/document");
        assertThat(answer.status()).isEqualTo(200);
        try (var document = new XWPFDocument(new ByteArrayInputStream(answer.bytes()));
                var extractor = new XWPFWordExtractor(document)) {
            return extractor.getText();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}

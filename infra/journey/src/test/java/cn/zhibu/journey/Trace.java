package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A report of the demo with its Word file, and each figure of it computed again from the raw records through the API, by
 * the definitions of the catalogue alone.
 */
final class Trace {

    /** A row of a fixture: what the report must show and by which claim. */
    record Row(String id, BigDecimal figure, String qualifier, String claim) {

        String sentence() {
            return claim.split("#")[0];
        }

        String part() {
            return claim.contains("#") ? claim.split("#")[1] : "figure";
        }
    }

    /** A sentence with one of its figures. */
    record Found(JsonNode sentence, JsonNode figure) {}

    final Visitor secretary;
    final String path;
    final JsonNode report;
    final String word;
    private final List<JsonNode> sources = sources();

    Trace(String username, String template) {
        this.secretary = Product.demoPerson(username);
        this.path = "/api/report/v1/reports/" + report(template);
        this.report = secretary.get(path).expect(200);
        this.word = word();
    }

    static Stream<Row> rows(String file) throws IOException {
        var text = new ClassPathResource("zhibu/stack/demo/" + file).getContentAsString(StandardCharsets.UTF_8);
        return text.lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t"))
                .map(cells -> new Row(cells[0], new BigDecimal(cells[4]), cells[6], cells[7]));
    }

    /** The row's number stands in the report and in the Word file, and comes out of the raw records again. */
    void holds(Row row) {
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
        assertThat(word)
                .as(row.id() + " in the Word file")
                .contains(found.figure().get("shown").asString());
        assertThat(recomputed(found))
                .as(row.id() + " recomputed from the raw records")
                .isEqualByComparingTo(value);
    }

    /** Every figure has records or rules behind it. Answers how many there are. */
    int figuresWithGrounds() {
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
        return figures;
    }

    /** Withdraws one record behind a row; the sentence changes within seconds. Then it is written down again. */
    void followsAWithdrawal(Row row) {
        var sentence = found(row).sentence().get("id").asString();
        var before = text(sentence);
        var record =
                evidence(sentence, row.part()).get("records").get(0).get("id").asString();
        var address = "/api/activity/v1/records/" + record;
        var raw = secretary.get(address).expect(200);
        secretary.post(address + "/withdrawal", Map.of("reason", "误录")).expect(200);
        var began = System.nanoTime();
        Product.await(
                "another sentence than: " + before,
                Duration.ofSeconds(10),
                () -> !text(sentence).equals(before));
        System.out.println(row.id() + " changed after " + (System.nanoTime() - began) / 1_000_000 + " ms");
        var again = new HashMap<String, Object>();
        for (var field : List.of("unit", "kind", "date", "values")) {
            again.put(field, raw.get(field));
        }
        again.put("imported", true);
        secretary.post("/api/activity/v1/records", again).expect(201);
        Product.await(
                "again: " + before, Duration.ofSeconds(10), () -> text(sentence).equals(before));
    }

    private String text(String sentence) {
        for (var section : secretary.get(path).json().get("sections")) {
            for (var each : section.get("sentences")) {
                if (each.get("id").asString().equals(sentence)) {
                    return said(each);
                }
            }
        }
        return "";
    }

    /** One sentence as it reads. */
    static String said(JsonNode sentence) {
        var text = new StringBuilder();
        sentence.get("parts").forEach(part -> text.append(part.get("text").asString()));
        return text.toString();
    }

    /** The sentence and the figure of a row: of several sentences of one claim, the one with the row's number. */
    Found found(Row row) {
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

    private JsonNode evidence(String sentence, String figure) {
        return secretary
                .get(path + "/claims/" + sentence + "/sources?figure=" + figure)
                .expect(200);
    }

    /** The number again, out of the raw records and the definitions of the measures. */
    private BigDecimal recomputed(Found found) {
        var sentence = found.sentence().get("id").asString();
        var figure = found.figure().get("id").asString();
        var asked = asked(claimOf(sentence), figure);
        var distinct = new HashSet<String>();
        var sum = BigDecimal.ZERO;
        Set<String> seen = new HashSet<>();
        for (var proof : evidence(sentence, figure).get("records")) {
            if (!seen.add(proof.get("id").asString() + proof.get("kind"))) {
                continue;
            }
            var raw = raw(proof);
            assertThat(raw.toString())
                    .as("withdrawn records are no sources")
                    .doesNotContain("\"status\":\"WITHDRAWN\"");
            var query = queryOf(asked, proof.get("kind").asString());
            var measure = measure(query.get("measure").asString());
            var value = raw.path("values").path(measure.path("from").asString(""));
            switch (measure.get("aggregate").asString()) {
                case "sum" -> sum = sum.add(value.decimalValue());
                case "count" -> sum = sum.add(measure.has("each") ? forms(raw, query) : BigDecimal.ONE);
                default -> distinct.add(value.isMissingNode() ? proof.get("id").asString() : value.toString());
            }
        }
        return distinct.isEmpty() ? sum : BigDecimal.valueOf(distinct.size());
    }

    /** How many of the forms that are asked for a session had at once. */
    private static BigDecimal forms(JsonNode session, JsonNode query) {
        var wanted = query.path("where").path("form").toString();
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
            case "committee" -> served(id, proof.get("date").asString());
            default ->
                Product.demoPerson("qinghe.reviewer")
                        .get("/api/member/v1/units/" + id)
                        .expect(200);
        };
    }

    /** The years from the day a committee was formed to the last day of its term. */
    private JsonNode served(String unit, String formed) {
        for (var opening : secretary.get("/api/report/v1/openings?unit=" + unit).expect(200)) {
            for (var choice : opening.get("choices")) {
                if (choice.hasNonNull("term") && choice.get("from").asString().equals(formed)) {
                    var last = LocalDate.parse(choice.get("until").asString());
                    var years = Period.between(LocalDate.parse(formed), last.plusDays(1))
                            .getYears();
                    return Visitor.JSON.valueToTree(Map.of("values", Map.of("years", years)));
                }
            }
        }
        throw new AssertionError("No committee of " + unit + " was formed on " + formed);
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

    /** The queries whose measures are added up in a figure. */
    private static List<JsonNode> asked(JsonNode claim, String figure) {
        for (var further : claim.path("figures")) {
            if (further.get("id").asString().equals(figure) && further.has("measure")) {
                return List.of(further);
            }
        }
        var all = new ArrayList<JsonNode>();
        all.add(claim.get("query"));
        claim.get("query").path("plus").forEach(all::add);
        return all;
    }

    /** Of the queries added up, the one whose measure is of that kind. */
    private JsonNode queryOf(List<JsonNode> asked, String kind) {
        return asked.stream()
                .filter(query -> source(query.get("measure").asString())
                        .get("id")
                        .asString()
                        .equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing is asked of the kind " + kind));
    }

    private JsonNode measure(String id) {
        for (var measure : source(id).path("measures")) {
            if (measure.get("id").asString().equals(id)) {
                return measure;
            }
        }
        throw new AssertionError("No measure is called " + id);
    }

    private JsonNode source(String measure) {
        return sources.stream()
                .filter(source ->
                        source.path("measures").findValuesAsString("id").contains(measure))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No measure is called " + measure));
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
            throw new UncheckedIOException(failure);
        }
    }

    private String report(String template) {
        for (var each : secretary.get("/api/report/v1/reports").expect(200).get("items")) {
            if (each.get("template").asString().equals(template)) {
                return each.get("id").asString();
            }
        }
        throw new AssertionError("The demo has no report of the template " + template);
    }

    private String word() {
        var answer = secretary.get(path + "/document");
        assertThat(answer.status()).isEqualTo(200);
        try (var document = new XWPFDocument(new ByteArrayInputStream(answer.bytes()));
                var extractor = new XWPFWordExtractor(document)) {
            return extractor.getText();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

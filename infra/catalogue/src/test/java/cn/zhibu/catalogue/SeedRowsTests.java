package cn.zhibu.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Every row of the seed reports is entered somewhere and told somewhere, and the page that says so is right. */
class SeedRowsTests {

    private static final Path PAGE = Path.of("../docs/seed-rows.md");
    private static final int FIRST = 17;
    private static final int LAST = 107;

    /** What the page calls planned: rows of which nothing is there yet, and those of which something is. */
    private static final Set<Integer> MISSING = Set.of();

    private static final Set<Integer> UNFINISHED = Set.of();

    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| (.+?) \\| (.+?) \\| (.+?) \\| (.+?) \\|");
    private static final Pattern NAMED = Pattern.compile("`([a-z-]+)`");

    private static final CatalogueService CATALOGUE = CatalogueService.onClassPath();

    /** A row of the page: the kinds it names, and its line as it should read. */
    private record Row(int number, String entered, List<Kind> kinds, String line, String right) {

        static Row of(MatchResult found) {
            var kinds = NAMED.matcher(found.group(3))
                    .results()
                    .map(name -> name.group(1))
                    .map(id -> CATALOGUE.kind(id).orElseThrow(() -> new AssertionError("no kind " + id)))
                    .toList();
            var right = String.join(
                    " | ",
                    found.group(1),
                    found.group(2),
                    found.group(3),
                    told(kinds, "debriefing"),
                    told(kinds, "election"));
            return new Row(Integer.parseInt(found.group(1)), found.group(3), kinds, found.group(), "| " + right + " |");
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .flatMap(line -> ROW.matcher(line).results())
                .map(Row::of)
                .toList();
    }

    /** The claims of an outline that ask for something of these kinds, by section. */
    private static String told(List<Kind> kinds, String outline) {
        var measures = kinds.stream()
                .flatMap(kind -> kind.measures().stream())
                .map(Measure::id)
                .collect(Collectors.toSet());
        var told = new ArrayList<String>();
        for (var section : CATALOGUE.outline(outline).orElseThrow().sections()) {
            var claims = section.blocks().stream()
                    .flatMap(block -> block.claims().stream())
                    .filter(id -> asked(CATALOGUE.claim(id)).anyMatch(measures::contains))
                    .map(id -> "`" + id + "`")
                    .collect(Collectors.joining(", "));
            if (!claims.isEmpty()) {
                told.add(section.id() + ": " + claims);
            }
        }
        return told.isEmpty() ? "–" : String.join("; ", told);
    }

    private static Stream<String> asked(Claim claim) {
        return Stream.of(
                        Stream.of(claim.query().measure()),
                        claim.query().plus().stream().map(Claim.Query::measure),
                        claim.figures().stream().flatMap(figure -> Stream.ofNullable(figure.measure())))
                .flatMap(measures -> measures);
    }

    @Test
    void everyRowStandsOnceAndSaysWhereItIsTold() throws IOException {
        if ("write".equals(System.getProperty("zhibu.seeds"))) {
            var right = rows().stream().collect(Collectors.toMap(Row::line, Row::right));
            Files.write(
                    PAGE,
                    Files.readAllLines(PAGE).stream()
                            .map(line -> right.getOrDefault(line, line))
                            .toList());
        }
        assertThat(rows())
                .extracting(Row::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(FIRST, LAST).boxed().toList());
        assertThat(rows()).allSatisfy(row -> assertThat(row.line()).isEqualTo(row.right()));
    }

    @Test
    void theKindsOfARowNameItThemselves() throws IOException {
        var named = new HashMap<Integer, Set<String>>();
        for (var row : rows()) {
            row.kinds().stream()
                    .filter(kind -> !kind.builtIn())
                    .forEach(kind -> named.computeIfAbsent(row.number(), fresh -> new HashSet<>())
                            .add(kind.id()));
        }
        var naming = new HashMap<Integer, Set<String>>();
        for (var kind : kinds()) {
            for (var row : (List<?>) kind.get("seedRows")) {
                if (row instanceof Integer number && number >= FIRST) {
                    naming.computeIfAbsent(number, fresh -> new HashSet<>()).add((String) kind.get("id"));
                }
            }
        }
        assertThat(named).isEqualTo(naming);
    }

    @Test
    void whatIsNotThereYetIsCalledPlanned() throws IOException {
        var planned = rows().stream()
                .filter(row -> row.entered().contains("planned:"))
                .collect(Collectors.partitioningBy(
                        row -> row.kinds().isEmpty(), Collectors.mapping(Row::number, Collectors.toSet())));
        assertThat(planned.get(true)).as("nothing of it is there").isEqualTo(MISSING);
        assertThat(planned.get(false)).as("something of it is there").isEqualTo(UNFINISHED);
        assertThat(rows())
                .filteredOn(row -> row.kinds().isEmpty() && !MISSING.contains(row.number()))
                .allSatisfy(row -> assertThat(row.entered()).startsWith("feature: "));
    }

    @Test
    void everyClaimIsReadInAReport() {
        var read = CATALOGUE.outlines().stream()
                .flatMap(outline -> outline.sections().stream())
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block.claims().stream())
                .toList();
        assertThat(read).doesNotHaveDuplicates();
        assertThat(CATALOGUE.claims()).extracting(Claim::id).containsExactlyInAnyOrderElementsOf(read);
    }

    private static List<Map<String, Object>> kinds() throws IOException {
        var kinds = new ArrayList<Map<String, Object>>();
        for (var file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:zhibu/catalogue/kinds/*.yaml")) {
            try (var stream = file.getInputStream()) {
                kinds.add(new Yaml(new SafeConstructor(new LoaderOptions())).load(stream));
            }
        }
        return kinds;
    }
}

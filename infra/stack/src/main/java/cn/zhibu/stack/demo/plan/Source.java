package cn.zhibu.stack.demo.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The demo's data as it stands in the resources. */
record Source(
        Bureaus bureaus,
        Kindergarten kindergarten,
        Primary primary,
        Survey survey,
        Rhythm rhythm,
        People people,
        List<Fixture> fixtures,
        List<Fixture> termFixtures) {

    private static final String ROOT = "/zhibu/stack/demo/";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static Source read() {
        return new Source(
                yaml("bureaus.yaml", Bureaus.class),
                yaml("kindergarten.yaml", Kindergarten.class),
                yaml("primary.yaml", Primary.class),
                yaml("survey.yaml", Survey.class),
                yaml("rhythm.yaml", Rhythm.class),
                yaml("people.yaml", People.class),
                fixtures("kindergarten.tsv"),
                fixtures("primary.tsv"));
    }

    private static List<Fixture> fixtures(String name) {
        return text(name).lines().skip(1).map(Fixture::of).toList();
    }

    private static <T> T yaml(String name, Class<T> type) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(name));
        return JSON.convertValue(tree, type);
    }

    private static String text(String name) {
        try (var stream = Objects.requireNonNull(Source.class.getResourceAsStream(ROOT + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    record Bureaus(List<Bureau> bureaus, List<Item> notes, List<Item> running) {}

    record Bureau(String code, String name, List<Account> accounts, List<Place> places, List<Report> reports) {}

    /** @param at place whose branch the role is held at; the bureau itself without it */
    record Account(
            String user, String name, String role, @Nullable String at, String says) {}

    record Place(
            String key,
            @Nullable String kind,
            @Nullable String under,
            boolean branchOnly,
            @Nullable String name,
            @Nullable String nameEn,
            @Nullable String type,
            @Nullable String campus,
            @Nullable String town,
            @Nullable String model,
            int since,
            @Nullable List<Campus> campuses,
            @Nullable Branch branch) {}

    record Campus(String name, String campus, String town, int since) {}

    /**
     * @param converted of the full members, those who became full here during the last year
     * @param newcomers full members who came a month ago, beyond {@code full}
     * @param apart whether each meeting is written down by itself
     * @param last gaps of the last full year by form: months or quarters
     * @param now gaps of the running year: -1 is the month or quarter before this one
     * @param oneGroupAbsent months of the running year in which the last group did not meet
     */
    record Branch(
            String name,
            @Nullable String nameEn,
            int since,
            @Nullable Integer month,
            int full,
            int converted,
            int probationary,
            int newcomers,
            @Nullable List<String> groups,
            @Nullable Committee committee,
            String enters,
            @Nullable String records,
            int day,
            boolean apart,
            @Nullable Map<String, List<Integer>> last,
            @Nullable Map<String, List<Integer>> now,
            @Nullable List<Integer> oneGroupAbsent,
            int notes) {}

    /**
     * @param afterTerm elected at the end of the term that the branch reports on, instead of so many months ago
     * @param vacant a post that nobody holds: whoever would have it has another one
     */
    record Committee(
            int months,
            int seats,
            boolean afterTerm,
            @Nullable String vacant) {}

    /** @param term years of the term reported on; without it the last full year is */
    record Report(
            String branch,
            String by,
            boolean sample,
            boolean submitted,
            @Nullable Integer term) {}

    /** A single record. {@code date} is month and day. */
    record Item(String kind, String date, Map<String, Object> values) {}

    record Kindergarten(String branch, Map<String, Row> rows) {}

    /** @param years after the year reported on */
    record Row(
            String kind,
            int years,
            @Nullable List<String> days,
            @Nullable String from,
            @Nullable String until,
            @Nullable String adds,
            Map<String, Object> values) {}

    /** @param texts what the branch writes itself in its report, by section */
    record Primary(String branch, int years, Map<String, TermRow> rows, Map<String, String> texts) {}

    /**
     * @param days school year of the term and day ({@code 1-10-15}); without them the records are spread over the term
     * @param adds the field whose values add up to the figure, in the proportions of {@code weights}
     * @param less what others tell of the figure
     * @param also one more record, of another kind
     */
    record TermRow(
            String kind,
            @Nullable List<String> days,
            @Nullable String adds,
            @Nullable List<Integer> weights,
            int less,
            Map<String, Object> values,
            @Nullable TermRow also) {}

    record Survey(
            String branch,
            String title,
            String question,
            String opens,
            String closes,
            List<String> rectified,
            int confirmed,
            List<Category> categories) {}

    record Category(String name, List<String> texts, List<String> actions) {}

    record Rhythm(
            List<String> themes,
            List<String> committees,
            List<String> groups,
            List<String> assemblies,
            List<String> lectures,
            List<String> lifeMeetings,
            List<String> appraisals,
            List<String> places,
            List<String> absences,
            String extraCommittee,
            List<String> resolutions) {}

    record People(List<String> surnames, List<String> women, List<String> men, List<String> education) {}
}

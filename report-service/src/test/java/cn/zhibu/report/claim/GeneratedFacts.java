package cn.zhibu.report.claim;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;

import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.report.fact.FactFixtures;
import cn.zhibu.report.fact.Found;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What some branch may have written down in a year: any number of records of any kind, whatever is optional present or not. */
final class GeneratedFacts {

    static final int YEAR = 2025;

    private static final List<String> FORMS = List.of(
            "BRANCH_ASSEMBLY",
            "COMMITTEE_MEETING",
            "GROUP_MEETING",
            "PARTY_LECTURE",
            "THEME_PARTY_DAY",
            "ORG_LIFE_MEETING",
            "MEMBER_APPRAISAL");

    private final Random random;
    private final FactFixtures facts = new FactFixtures();
    private int token = 0x5000;

    private GeneratedFacts(long seed) {
        this.random = new Random(seed);
    }

    static List<Found> of(long seed) {
        var generated = new GeneratedFacts(seed);
        generated.sessions();
        generated.decisions();
        generated.lives();
        generated.opinions();
        generated.campuses();
        generated.outcomes();
        KINDS.forEach(generated::records);
        generated.tasks();
        return generated.facts.found();
    }

    private static final List<Kind> KINDS = CATALOGUE.claims().stream()
            .map(claim ->
                    CATALOGUE.kindOf(CATALOGUE.measure(claim.query().measure()).orElseThrow()))
            .filter(source -> !source.builtIn())
            .distinct()
            .toList();

    private String day() {
        return LocalDate.ofYearDay(YEAR, 1 + random.nextInt(365)).toString();
    }

    private void sessions() {
        for (var form : FORMS) {
            for (int i = random.nextInt(4); i > 0; i--) {
                facts.session(day(), List.of(form), held(form));
            }
        }
    }

    private void decisions() {
        var kinds = CATALOGUE
                .kind("session")
                .orElseThrow()
                .field("decision")
                .orElseThrow()
                .options();
        for (int i = random.nextInt(4); i > 0; i--) {
            var kind = kinds.get(random.nextInt(kinds.size())).id();
            var outcome = random.nextInt(3) > 0 ? "PASSED" : "NOT_PASSED";
            facts.decided(day(), "BRANCH_ASSEMBLY", kind, outcome, 1 + random.nextInt(3));
        }
    }

    private void tasks() {
        for (int i = random.nextInt(4); i > 0; i--) {
            facts.aboutTask(day());
            facts.milestone(day());
            facts.met(day());
            facts.advanced(
                    day(),
                    List.of("activist", "target", "admission", "conversion").get(random.nextInt(4)));
        }
    }

    private void lives() {
        for (int i = random.nextInt(4); i > 0; i--) {
            facts.talk(
                    day(), List.of("committee", "committee-member", "members").get(random.nextInt(3)));
        }
        for (var grade : List.of("EXCELLENT", "QUALIFIED", "BASICALLY_QUALIFIED", "UNQUALIFIED")) {
            if (random.nextBoolean()) {
                facts.appraised(day(), grade, 1 + random.nextInt(9));
            }
        }
        if (random.nextBoolean()) {
            int measures = 1 + random.nextInt(5);
            facts.orgLife(day(), random.nextInt(4), measures, random.nextInt(measures + 1));
        }
    }

    private Map<String, Object> held(String form) {
        return form.equals("PARTY_LECTURE") && random.nextBoolean()
                ? Map.of("present", 5, "lecturer", random.nextBoolean() ? "SECRETARY" : "EXPERT")
                : Map.of("present", 5);
    }

    private void opinions() {
        for (int i = random.nextInt(4); i > 0; i--) {
            facts.opinion("o" + i, day(), text());
            if (random.nextBoolean()) {
                facts.rectified("o" + i, YEAR + "-12-31");
            }
        }
        if (random.nextBoolean()) {
            facts.survey("survey", day());
            facts.answered("survey", day(), 1 + random.nextInt(60), 60);
        }
    }

    private void outcomes() {
        for (int i = random.nextInt(5); i > 0; i--) {
            var said = new HashMap<String, Object>(Map.of("year", YEAR, "text", text()));
            said.put("state", List.of("DONE", "RUNNING", "DROPPED").get(random.nextInt(3)));
            if (random.nextBoolean()) {
                said.put("sentence", text());
            }
            facts.outcome("m" + i, day(), said);
        }
    }

    private void campuses() {
        for (int i = random.nextInt(4); i > 0; i--) {
            facts.campus(
                    "c" + i,
                    day(),
                    random.nextBoolean() ? "SUB" : "ENTRUSTED",
                    List.of("KINDERGARTEN", "PRIMARY", "OTHER").get(random.nextInt(3)));
        }
        facts.committee("committee", day(), 3);
    }

    private void records(Kind kind) {
        int most = random.nextInt(8) == 0 ? 16 : 4;
        for (int i = random.nextInt(most); i > 0; i--) {
            if (kind.otherSide() != null && random.nextInt(3) == 0) {
                facts.received(kind.id(), day(), values(kind));
            } else {
                facts.record(kind.id(), day(), values(kind));
            }
        }
    }

    private Map<String, Object> values(Kind kind) {
        var values = new HashMap<String, Object>();
        for (var field : kind.fields()) {
            var when = field.when();
            var asked = when == null || when.equals().equals(values.get(when.field()));
            if (asked && (field.required() || random.nextBoolean())) {
                values.put(field.id(), value(field));
            }
        }
        return values;
    }

    private Object value(Field field) {
        return switch (field.type()) {
            case CHOICE ->
                field.options().get(random.nextInt(field.options().size())).id();
            case BOOLEAN -> random.nextBoolean();
            case DATE -> day();
            case PARTY -> Map.of("name", text());
            case INTEGER, NUMBER, MONEY -> field.id().equals("year") ? YEAR : 1 + random.nextInt(30);
            default -> text();
        };
    }

    /** Three characters that stand nowhere else. */
    private String text() {
        return new StringBuilder()
                .appendCodePoint(token++)
                .appendCodePoint(token++)
                .appendCodePoint(token++)
                .toString();
    }
}

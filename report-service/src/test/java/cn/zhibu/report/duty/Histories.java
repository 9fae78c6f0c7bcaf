package cn.zhibu.report.duty;

import cn.zhibu.directory.Committee;
import cn.zhibu.directory.Group;
import cn.zhibu.directory.Membership;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.report.fact.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Branches and what happened in them, by chance: small ones that fill up, committees, groups, ends, exemptions. */
final class Histories {

    static final int YEAR = 2026;
    private static final LocalDate START = LocalDate.of(2023, 1, 1);
    private static final int DAYS = 365 * 5;
    private static final List<String> FORMS = List.of(
            "BRANCH_ASSEMBLY",
            "COMMITTEE_MEETING",
            "GROUP_MEETING",
            "PARTY_LECTURE",
            "THEME_DAY",
            "ORGANISATIONAL_LIFE");
    private static final List<String> EXEMPTED = List.of("BR-22", "BR-06", "BR-16", "BR-14", "BR-24");

    private final Random random;

    Histories(long seed) {
        this.random = new Random(seed);
    }

    Shape shape() {
        var from = chance(3) ? day() : START.minusYears(5);
        var until = chance(5) ? day() : null;
        var kept = chance(5) ? day() : null;
        var unit = new Unit(
                "b", "bureau", "BRANCH", new Scope("b", List.of("bureau", "b")), null, null, from, until, kept);
        var committees = new ArrayList<Committee>();
        for (int i = random.nextInt(3); i > 0; i--) {
            committees.add(new Committee("c" + i, "b", day(), 3, List.of()));
        }
        var groups = new ArrayList<Group>();
        for (int i = random.nextInt(3); i > 0; i--) {
            groups.add(new Group("g" + i, day(), chance(3) ? day() : null));
        }
        var members = new ArrayList<Membership>();
        for (int i = random.nextInt(12); i > 0; i--) {
            members.add(new Membership(
                    "m" + i, "p" + i, "b", day(), chance(3) ? day() : null, chance(4) ? null : day(), List.of()));
        }
        return new Shape(unit, committees, groups, members);
    }

    /** What is newest of a subject; none for what was withdrawn. */
    @Nullable
    Source subject(String id) {
        if (chance(6)) {
            return null;
        }
        if (chance(5)) {
            return source(id, "organisational-life-report", Map.of());
        }
        var values = new HashMap<String, List<String>>();
        values.put("form", List.of(any(FORMS), any(FORMS)));
        values.put("groups", chance(2) ? List.of("g" + (1 + random.nextInt(2))) : List.of());
        if (chance(5)) {
            values.put("inquorate", List.of(any(FORMS)));
        }
        return source(id, "session", values);
    }

    List<Source> exemptions() {
        var all = new ArrayList<Source>();
        for (int i = random.nextInt(3); i > 0; i--) {
            var from = day();
            var until = from.plusDays(random.nextInt(200));
            all.add(new Source(
                    "x" + i,
                    "record",
                    "duty-exemption",
                    "b",
                    from,
                    1,
                    null,
                    Map.of("rule", List.of(any(EXEMPTED)), "until", List.of(until.toString()))));
        }
        return all;
    }

    private Source source(String id, String kind, Map<String, List<String>> values) {
        var day = LocalDate.of(YEAR, 1, 1).minusDays(40).plusDays(random.nextInt(440));
        var type = kind.equals("session") ? "session" : "record";
        return new Source(id, type, kind, "b", day, 1, chance(2) ? day.plusDays(random.nextInt(60)) : null, values);
    }

    LocalDate day() {
        return START.plusDays(random.nextInt(DAYS));
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int number(int below) {
        return random.nextInt(below);
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}

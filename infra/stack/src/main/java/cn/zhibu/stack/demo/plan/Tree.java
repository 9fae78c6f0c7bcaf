package cn.zhibu.stack.demo.plan;

import cn.zhibu.stack.demo.plan.Plan.Traits;
import cn.zhibu.stack.demo.plan.Plan.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The units of a bureau, each after the one it stands under. */
record Tree(Source.Bureau bureau, Dates dates) {

    private static final int SEPTEMBER = 9;

    static String branchKey(Source.Bureau bureau, String place) {
        return bureau.code() + "." + place + ".branch";
    }

    List<Unit> units() {
        var units = new ArrayList<Unit>();
        int order = 1;
        for (var place : bureau.places()) {
            place(units, place, order++);
        }
        return units;
    }

    private void place(List<Unit> units, Source.Place place, int order) {
        var key = bureau.code() + "." + place.key();
        var parent = place.under() == null ? bureau.code() : bureau.code() + "." + place.under();
        int depth = depth(units, parent);
        if (!place.branchOnly()) {
            var kind = place.kind() == null ? "SCHOOL" : place.kind();
            var traits = new Traits(place.type(), place.campus(), place.town(), place.model(), order);
            var name = Objects.requireNonNull(place.name());
            units.add(
                    new Unit(key, parent, depth, kind, name, place.nameEn(), traits, since(place.since(), SEPTEMBER)));
            campuses(units, place, key, depth + 1);
        }
        if (place.branch() != null) {
            branch(units, place.branch(), key, place.branchOnly() ? parent : key);
        }
    }

    private void campuses(List<Unit> units, Source.Place place, String key, int depth) {
        int number = 1;
        for (var campus : place.campuses() == null ? List.<Source.Campus>of() : place.campuses()) {
            var traits = new Traits(place.type(), campus.campus(), campus.town(), place.model(), number);
            var from = since(campus.since(), SEPTEMBER);
            units.add(new Unit(key + ".campus" + number++, key, depth, "SCHOOL", campus.name(), null, traits, from));
        }
    }

    private void branch(List<Unit> units, Source.Branch branch, String place, String parent) {
        var key = place + ".branch";
        int depth = depth(units, parent);
        units.add(new Unit(key, parent, depth, "BRANCH", branch.name(), branch.nameEn(), Traits.NONE, founded(branch)));
        int number = 1;
        for (var group : branch.groups() == null ? List.<String>of() : branch.groups()) {
            var traits = new Traits(null, null, null, null, number);
            units.add(
                    new Unit(key + ".group" + number++, key, depth + 1, "GROUP", group, null, traits, founded(branch)));
        }
    }

    private int depth(List<Unit> units, String parent) {
        return units.stream()
                .filter(unit -> unit.key().equals(parent))
                .findFirst()
                .map(unit -> unit.depth() + 1)
                .orElse(0);
    }

    LocalDate founded(Source.Branch branch) {
        return since(branch.since(), branch.month() == null ? SEPTEMBER : branch.month());
    }

    private LocalDate since(int years, int month) {
        return LocalDate.of(dates.running() - years, month, 1);
    }
}

package cn.zhibu.member.composition;

import cn.zhibu.member.composition.Groupings.Group;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Of whom the members of a unit are made up on a day.
 *
 * @param discreet whether small numbers are not said
 */
record Composition(String unit, LocalDate on, int people, boolean discreet, int fewerThan, List<Part> parts) {

    /** The numbers of a group, in the order of its cells. */
    record Part(Group group, List<Discretion.Number> numbers) {}

    static Composition of(String unit, LocalDate on, boolean discreet, Groupings groupings, Tally tally) {
        var parts = new ArrayList<Part>();
        for (int at = 0; at < groupings.groups().size(); at++) {
            var people = tally.of(at);
            var numbers = discreet ? Discretion.said(people, groupings.fewerThan()) : Discretion.plain(people);
            parts.add(new Part(groupings.groups().get(at), numbers));
        }
        return new Composition(unit, on, tally.people(), discreet, groupings.fewerThan(), List.copyOf(parts));
    }
}

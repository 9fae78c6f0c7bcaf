package cn.zhibu.member.composition;

import cn.zhibu.member.roster.Counted;
import java.time.LocalDate;
import java.util.List;

/** Counts members one after the other and keeps none of them. */
final class Tally {

    private final Groupings groupings;
    private final LocalDate day;
    private final List<int[]> counts;
    private int people;

    Tally(Groupings groupings, LocalDate day) {
        this.groupings = groupings;
        this.day = day;
        this.counts = groupings.groups().stream()
                .map(group -> new int[group.cells().size()])
                .toList();
    }

    void add(Counted who) {
        people++;
        for (int at = 0; at < counts.size(); at++) {
            counts.get(at)[Groupings.cell(groupings.groups().get(at), who, day)]++;
        }
    }

    int people() {
        return people;
    }

    /** How many are counted in each cell of a group. */
    int[] of(int group) {
        return counts.get(group).clone();
    }
}

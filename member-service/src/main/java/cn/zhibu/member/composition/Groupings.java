package cn.zhibu.member.composition;

import cn.zhibu.member.roster.Counted;
import cn.zhibu.platform.input.SearchText;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * By what members are counted, as the file of data says it.
 *
 * @param fewerThan a smaller number is not said above a branch
 * @param unknown names of the cell of those of whom it is not known; {@code other} of those of whom something else is written
 */
record Groupings(int fewerThan, Map<String, String> unknown, Map<String, String> other, List<Group> groups) {

    static final String UNKNOWN = "UNKNOWN";
    static final String OTHER = "OTHER";

    /** What is asked of everybody. */
    enum Of {
        GENDER,
        AGE,
        EDUCATION,
        PARTY_YEARS,
        STATUS
    }

    record Group(Of id, Map<String, String> names, List<Cell> cells) {}

    /**
     * Those who are counted together.
     *
     * @param from full years, where it is a band
     * @param words what people write for it, where it is found by words
     */
    record Cell(
            String id,
            Map<String, String> names,
            @Nullable Integer from,
            @Nullable List<String> words) {}

    /** The same with a cell at the end of each for those of whom it is not known, where that can be. */
    Groupings whole() {
        var whole = groups.stream()
                .map(group -> new Group(group.id(), group.names(), whole(group)))
                .toList();
        return new Groupings(fewerThan, unknown, other, whole);
    }

    private List<Cell> whole(Group group) {
        var cells = new ArrayList<Cell>();
        group.cells().forEach(cell -> cells.add(new Cell(cell.id(), cell.names(), cell.from(), folded(cell.words()))));
        if (group.id() == Of.EDUCATION) {
            cells.add(new Cell(OTHER, other, null, null));
        }
        if (group.id() != Of.STATUS) {
            cells.add(new Cell(UNKNOWN, unknown, null, null));
        }
        return List.copyOf(cells);
    }

    private static @Nullable List<String> folded(@Nullable List<String> words) {
        return words == null ? null : words.stream().map(SearchText::of).toList();
    }

    /** In which of the group's cells somebody is counted on the day. */
    static int cell(Group group, Counted who, LocalDate day) {
        return switch (group.id()) {
            case GENDER -> named(group, who.gender());
            case AGE -> band(group, who.born(), day);
            case EDUCATION -> written(group, who.education());
            case PARTY_YEARS -> band(group, who.joinedParty(), day);
            case STATUS -> named(group, who.full() ? "FULL" : "PROBATIONARY");
        };
    }

    private static int named(Group group, @Nullable String id) {
        var wanted = id == null ? UNKNOWN : id;
        return IntStream.range(0, group.cells().size())
                .filter(at -> group.cells().get(at).id().equals(wanted))
                .findFirst()
                .orElse(group.cells().size() - 1);
    }

    /** What lies behind the day is not known on it. */
    private static int band(Group group, @Nullable LocalDate since, LocalDate day) {
        if (since == null || since.isAfter(day)) {
            return named(group, UNKNOWN);
        }
        int years = Period.between(since, day).getYears();
        int found = 0;
        for (int at = 0; at < group.cells().size(); at++) {
            var from = group.cells().get(at).from();
            if (from != null && from <= years) {
                found = at;
            }
        }
        return found;
    }

    private static int written(Group group, @Nullable String text) {
        var folded = text == null ? "" : SearchText.of(text);
        int longest = 0;
        int found = named(group, folded.isEmpty() ? UNKNOWN : OTHER);
        for (int at = 0; at < group.cells().size(); at++) {
            var words = group.cells().get(at).words();
            for (var word : words == null ? List.<String>of() : words) {
                if (word.length() > longest && folded.contains(word)) {
                    longest = word.length();
                    found = at;
                }
            }
        }
        return found;
    }
}

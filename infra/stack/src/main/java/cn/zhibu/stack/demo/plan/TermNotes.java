package cn.zhibu.stack.demo.plan;

import cn.zhibu.stack.demo.plan.Plan.Branch;
import cn.zhibu.stack.demo.plan.Plan.Note;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The records of the primary school's term, row by row of primary.tsv. */
final class TermNotes {

    private static final String ELECTION = "S23";
    private static final int MARGIN = 12;
    private static final int ROUND = 1000;

    private final Source.Primary primary;
    private final List<Fixture> fixtures;
    private final Branch branch;
    private final Dates.Term term;
    private final Patterns patterns;

    TermNotes(Source source, Branch branch, Dates dates) {
        this.primary = source.primary();
        this.fixtures = source.termFixtures();
        this.branch = branch;
        this.term = dates.term(primary.years());
        this.patterns = new Patterns(term.until().getYear());
    }

    List<Note> planned() {
        var notes = new ArrayList<Note>();
        if (branch.key().equals(primary.branch())) {
            for (var fixture : fixtures) {
                var row = primary.rows().get(fixture.id());
                if (row != null) {
                    enter(fixture, row, fixture.target() - row.less(), "", notes);
                }
            }
        }
        return notes;
    }

    private void enter(Fixture fixture, Source.TermRow row, int target, String suffix, List<Note> notes) {
        var random = new Random(fixture.id().hashCode());
        var days = row.days();
        int records = row.adds() == null ? target : days == null ? 1 : days.size();
        int left = target;
        for (int n = 0; n < records; n++) {
            var values = patterns.values(row.values(), n, random);
            if (row.adds() != null) {
                int part = n == records - 1 ? left : part(target, row.weights(), n, records);
                values.put(row.adds(), part);
                left -= part;
            }
            notes.add(note(fixture, suffix + (n + 1), row.kind(), day(fixture, days, n, records), values));
        }
        var also = row.also();
        if (also != null) {
            enter(fixture, also, 1, suffix + "also", notes);
        }
    }

    private Note note(Fixture fixture, String number, String kind, LocalDate day, Map<String, Object> values) {
        var key = branch.key() + ".term." + fixture.id() + "." + number;
        return new Note(key, fixture.id(), branch.key(), branch.records(), kind, day, values);
    }

    private static int part(int target, @Nullable List<Integer> weights, int n, int of) {
        if (weights == null) {
            return target / of;
        }
        int all = weights.stream().mapToInt(Integer::intValue).sum();
        int part = (int) ((long) target * weights.get(n) / all);
        return part > ROUND ? part / ROUND * ROUND : part;
    }

    private LocalDate day(Fixture fixture, @Nullable List<String> days, int n, int of) {
        if (fixture.id().equals(ELECTION)) {
            return term.election();
        }
        if (days == null) {
            return Dates.weekday(
                    Dates.spread(term.from().plusDays(MARGIN), term.until().minusDays(MARGIN), n, of));
        }
        var day = Dates.cycled(days, n);
        return term.on(Integer.parseInt(day.substring(0, 1)), MonthDay.parse("--" + day.substring(2)));
    }
}

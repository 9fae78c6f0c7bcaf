package cn.zhibu.stack.demo.plan;

import cn.zhibu.stack.demo.plan.Plan.Branch;
import cn.zhibu.stack.demo.plan.Plan.Note;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The records of a branch: the kindergarten's year row by row, a few of every other branch. */
final class Notes {

    private final Source source;
    private final Branch branch;
    private final Dates dates;
    private final Patterns patterns;

    Notes(Source source, Branch branch, Dates dates) {
        this.source = source;
        this.branch = branch;
        this.dates = dates;
        this.patterns = new Patterns(dates.reported());
    }

    List<Note> planned() {
        var notes = new ArrayList<Note>();
        if (branch.key().equals(source.kindergarten().branch())) {
            source.fixtures().forEach(fixture -> row(fixture, notes));
            items(source.bureaus().running(), dates.running(), notes);
            return notes;
        }
        var few = source.bureaus().notes();
        items(few.subList(0, Math.min(branch.shape().notes(), few.size())), dates.reported(), notes);
        return notes;
    }

    private void items(List<Source.Item> items, int year, List<Note> notes) {
        for (var item : items) {
            var date = java.time.MonthDay.parse("--" + item.date()).atYear(year);
            if (!date.isAfter(dates.today()) && !date.isBefore(branch.from())) {
                var key = branch.key() + "." + year + "." + item.kind() + "." + item.date();
                var values = patterns.values(item.values(), 0, new Random(key.hashCode()));
                notes.add(new Note(key, "", branch.key(), branch.records(), item.kind(), date, values));
            }
        }
    }

    private void row(Fixture fixture, List<Note> notes) {
        var row = source.kindergarten().rows().get(fixture.id());
        if (row == null) {
            return;
        }
        int records = row.adds() == null ? fixture.target() : days(row).size();
        var random = new Random(fixture.id().hashCode());
        int left = fixture.target();
        for (int n = 0; n < records; n++) {
            var values = patterns.values(row.values(), n, random);
            if (row.adds() != null) {
                int part = n == records - 1 ? left : fixture.target() / records;
                values.put(row.adds(), part);
                left -= part;
            }
            var key = branch.key() + "." + dates.reported() + "." + fixture.id() + "." + (n + 1);
            var date = date(row, n, records);
            notes.add(new Note(key, fixture.id(), branch.key(), branch.records(), row.kind(), date, values));
        }
    }

    private LocalDate date(Source.Row row, int n, int of) {
        int year = dates.reported() + row.years();
        if (row.from() != null && row.until() != null) {
            return Dates.weekday(Dates.spread(dates.on(year, row.from()), dates.on(year, row.until()), n, of));
        }
        return dates.on(year, Dates.cycled(days(row), n));
    }

    private static List<String> days(Source.Row row) {
        var days = row.days();
        if (days == null) {
            throw new IllegalArgumentException("no day for records of kind " + row.kind());
        }
        return days;
    }
}

package cn.zhibu.activity.paper;

import cn.zhibu.activity.paper.Meeting.Attended;
import cn.zhibu.activity.paper.Meeting.Led;
import cn.zhibu.activity.paper.Meeting.Point;
import cn.zhibu.activity.paper.Meeting.Who;
import cn.zhibu.directory.Outcome;
import cn.zhibu.platform.web.Word;
import cn.zhibu.platform.web.Word.Cell;
import cn.zhibu.platform.web.Word.Row;
import cn.zhibu.platform.web.Word.Table;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets a paper: the same rows as on the page that is printed, filled as far as something is known. */
final class Layout {

    private static final int LINE = 560; // twentieths of a point
    private static final int AGENDA = 2400;
    private static final int MINUTES = 3600;
    private static final int EMPTY_LINES = 12; // of an attendance sheet, at least
    private static final int MORE_NAMES = 6;
    private static final int EMPTY_POINTS = 4;
    private static final List<Integer> FACTS = List.of(16, 34, 16, 34);
    private static final List<Integer> SIGNING = List.of(8, 20, 22, 8, 20, 22);

    private final PaperWords words;
    private final Locale locale;
    private final Meeting meeting;
    private final PaperNames.Known known;

    Layout(PaperWords words, Locale locale, Meeting meeting, PaperNames.Known known) {
        this.words = words;
        this.locale = locale;
        this.meeting = meeting;
        this.known = known;
    }

    byte[] written(Sheet sheet) {
        var title = words.of(locale, "title", known.unit(), words.of(locale, "sheet." + sheet.name()));
        var rows = new ArrayList<>(head());
        if (sheet == Sheet.MINUTES) {
            rows.addAll(course());
            return Word.written(title, List.of(new Table(FACTS, rows, 0)));
        }
        return Word.written(title, List.of(new Table(FACTS, rows, 0), signing()));
    }

    private List<Row> head() {
        var head = meeting.head();
        var date = head.date();
        var hours = Stream.of(head.start(), head.end()).filter(Objects::nonNull).collect(Collectors.joining("–"));
        var when = date == null ? "" : words.day(locale, date) + " " + hours;
        var forms = head.forms().stream()
                .map(form -> words.of(locale, "form." + form))
                .toList();
        var led = meeting.led();
        return List.of(
                row("form", words.list(locale, forms), "date", when.strip()),
                wide("topic", LINE, List.of(said(head.topic()))),
                row("place", said(head.place()), "chair", led == null ? "" : chair(led)));
    }

    private String chair(Led led) {
        return name(led.chair()) + (led.delegated() ? words.of(locale, "delegated") : "");
    }

    private List<Row> course() {
        var led = meeting.led();
        var numbers = led == null
                ? ""
                : words.of(
                        locale, "count", Integer.toString(meeting.people().size()), Long.toString(meeting.present()));
        var rows = new ArrayList<Row>();
        rows.add(row("recorder", led == null ? "" : name(led.recorder()), "numbers", numbers));
        var lecturer = led == null ? null : led.lecturer();
        if (led == null || lecturer != null || meeting.head().forms().contains("PARTY_LECTURE")) {
            rows.add(wide("lecturer", LINE, List.of(lecturer == null ? "" : name(lecturer))));
        }
        rows.add(wide("observers", LINE, List.of(led == null ? "" : observers(led))));
        rows.add(wide("absent", LINE, List.of(led == null ? "" : absent())));
        rows.add(wide("agenda", AGENDA, points()));
        rows.add(wide("minutes", MINUTES, paragraphs(said(meeting.minutes()))));
        rows.add(row("chairSigns", "", "recorderSigns", ""));
        return rows;
    }

    private String observers(Led led) {
        var all = new ArrayList<>(led.observers());
        if (led.guests() > 0) {
            all.add(words.of(locale, "guests", Integer.toString(led.guests())));
        }
        return words.list(locale, all);
    }

    private String absent() {
        var all = meeting.people().stream()
                .filter(one -> !one.present())
                .map(one ->
                        known.of(one.member()) + (one.reason() == null ? "" : words.of(locale, "why", one.reason())))
                .toList();
        return words.list(locale, all);
    }

    private List<String> points() {
        var agenda = meeting.agenda();
        var points = new ArrayList<String>();
        for (int at = 0; at < agenda.size(); at++) {
            points.add((at + 1) + ". " + point(agenda.get(at)));
            if (!meeting.held()) {
                points.add("");
            }
        }
        for (int at = agenda.size(); !meeting.held() && at < EMPTY_POINTS; at++) {
            points.add((at + 1) + ". ");
        }
        return points;
    }

    private String point(Point point) {
        var lines = new ArrayList<String>();
        var outcome = point.outcome();
        lines.add(point.title() + (outcome == null ? "" : words.of(locale, "decided", decision(outcome))));
        if (!point.about().isEmpty()) {
            var about = point.about().stream().map(this::name).toList();
            lines.add(words.of(locale, "about", words.list(locale, about)));
        }
        if (point.resolution() != null) {
            lines.add(words.of(locale, "resolved", point.resolution()));
        }
        var votes = point.votes();
        if (votes != null) {
            lines.add(
                    words.of(locale, "votes", text(votes.approve()), text(votes.disapprove()), text(votes.abstain())));
        }
        if (outcome != null) {
            lines.add(outcome(outcome));
        }
        return String.join("\n", lines);
    }

    private String decision(Outcome outcome) {
        var names = outcome.decision().names().texts();
        var name = names.get(PaperWords.english(locale) ? "en" : "zh-CN");
        return name == null ? outcome.decision().id() : name;
    }

    private String outcome(Outcome outcome) {
        var why = outcome.why();
        var key = why == null ? "takes" : "why." + why.name();
        var because = words.of(locale, key, text(outcome.expected()), text(outcome.needed()));
        return words.of(
                locale,
                "outcome",
                words.of(locale, "outcome." + outcome.result().name()),
                because);
    }

    private Table signing() {
        var names = names();
        int lines = (Math.max(names.size() + MORE_NAMES, EMPTY_LINES) + 1) / 2;
        var rows = new ArrayList<Row>();
        var half = Stream.of("number", "name", "signature")
                .map(key -> centred(words.of(locale, key)))
                .toList();
        rows.add(new Row(Stream.concat(half.stream(), half.stream()).toList(), LINE, true));
        for (int line = 0; line < lines; line++) {
            var cells = new ArrayList<Cell>();
            for (int at = 2 * line; at < 2 * line + 2; at++) {
                cells.add(centred(text(at + 1)));
                cells.add(Cell.of(at < names.size() ? names.get(at) : ""));
                cells.add(Cell.of(""));
            }
            rows.add(new Row(cells, LINE, true));
        }
        return new Table(SIGNING, rows, 1);
    }

    /** In the order of the list that was kept; of a meeting to come by name, as nothing else is meant by an order. */
    private List<String> names() {
        var names = meeting.people().stream().map(Attended::member).map(known::of);
        return meeting.held()
                ? names.toList()
                : names.sorted(Collator.getInstance(Locale.CHINA)).toList();
    }

    private Row row(String one, String oneIs, String other, String otherIs) {
        return new Row(List.of(label(one), Cell.of(oneIs), label(other), Cell.of(otherIs)), LINE, true);
    }

    private Row wide(String key, int height, List<String> texts) {
        return new Row(List.of(label(key), new Cell(texts, 3, false)), height, height == LINE);
    }

    private Cell label(String key) {
        return Cell.of(words.of(locale, key));
    }

    private static Cell centred(String text) {
        return new Cell(List.of(text), 1, true);
    }

    private String name(Who who) {
        var member = who.member();
        return member == null ? said(who.name()) : known.of(member);
    }

    private static List<String> paragraphs(String text) {
        return Arrays.asList(text.split("\n", -1));
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}

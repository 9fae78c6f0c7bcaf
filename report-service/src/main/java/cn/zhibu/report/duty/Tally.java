package cn.zhibu.report.duty;

import cn.zhibu.report.duty.Counts.Count;
import cn.zhibu.report.duty.Duty.State;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The line of a branch in numbers and words by which the store adds up and finds lines.
 *
 * @param late 1 where anything is overdue
 * @param months by month in two digits
 * @param letters how the rules stand in the year and in each month: a letter for each rule, in the order of their ids
 */
record Tally(int late, Map<String, Count> rules, Map<String, Count> months, Map<String, String> letters) {

    private static final String YEAR = "year";
    private static final String NOTHING = "^$";

    private static final Pattern MONTH = Pattern.compile("^\\d{4}-(\\d{2})");
    private static final Pattern QUARTER = Pattern.compile("Q([1-4])$");
    private static final Pattern HALF = Pattern.compile("H([12])$");

    /** Which state a rule shows when its periods differ: what has to be seen soonest. */
    private static final List<State> URGENCY =
            List.of(State.OVERDUE, State.DUE, State.MET, State.EXEMPT, State.UPCOMING, State.NOT_APPLICABLE);

    private static final Map<State, String> LETTERS = Map.of(
            State.OVERDUE,
            "o",
            State.DUE,
            "d",
            State.MET,
            "m",
            State.EXEMPT,
            "e",
            State.UPCOMING,
            "u",
            State.NOT_APPLICABLE,
            "n");

    /** @param asked the rules of which a table has a column */
    static Tally of(List<Cell> cells, Collection<String> asked) {
        var rules = new TreeMap<String, Count>();
        var months = new TreeMap<String, Count>();
        var letters = new TreeMap<String, String>();
        for (var rule : asked) {
            var own = cells.stream().filter(cell -> cell.rule().equals(rule)).toList();
            if (!own.isEmpty()) {
                rules.put(rule, count(own));
            }
        }
        letters.put(YEAR, letters(cells, asked));
        IntStream.rangeClosed(1, 12).forEach(month -> {
            var own = ending(cells, month);
            if (!own.isEmpty()) {
                months.put(twoDigits(month), count(own));
            }
            letters.put(twoDigits(month), letters(own, asked));
        });
        return new Tally(count(cells).late(), rules, months, letters);
    }

    /** Where it stands how the rules stand in the year, or in this month. */
    static String where(@Nullable Integer month) {
        return month == null ? YEAR : twoDigits(month);
    }

    /** The letters that say "some rule, or this one, stands so", as an expression; none say so of a rule that is not asked. */
    static String saying(State state, @Nullable String rule, Collection<String> asked) {
        if (rule == null) {
            return "^.*" + LETTERS.get(state);
        }
        int before = asked.stream().sorted().toList().indexOf(rule);
        return before < 0 ? NOTHING : "^" + ".".repeat(before) + LETTERS.get(state);
    }

    static String twoDigits(int month) {
        return String.format("%02d", month);
    }

    /** The month in which a period ends. */
    static int lastMonth(String period) {
        var month = MONTH.matcher(period);
        var quarter = QUARTER.matcher(period);
        var half = HALF.matcher(period);
        return month.find()
                ? Integer.parseInt(month.group(1))
                : quarter.find()
                        ? 3 * Integer.parseInt(quarter.group(1))
                        : half.find() ? 6 * Integer.parseInt(half.group(1)) : 12;
    }

    private static String letters(List<Cell> cells, Collection<String> asked) {
        return asked.stream()
                .sorted()
                .map(rule -> LETTERS.get(mostUrgent(cells, rule)))
                .collect(Collectors.joining());
    }

    private static State mostUrgent(List<Cell> cells, String rule) {
        return URGENCY.stream()
                .filter(state -> cells.stream()
                        .anyMatch(cell -> cell.state() == state && cell.rule().equals(rule)))
                .findFirst()
                .orElse(State.NOT_APPLICABLE);
    }

    private static List<Cell> ending(List<Cell> cells, int month) {
        return cells.stream().filter(cell -> lastMonth(cell.period()) == month).toList();
    }

    private static Count count(List<Cell> cells) {
        int overdue = in(cells, State.OVERDUE);
        return new Count(in(cells, State.MET), in(cells, State.DUE), overdue, overdue > 0 ? 1 : 0);
    }

    private static int in(List<Cell> cells, State state) {
        return (int) cells.stream().filter(cell -> cell.state() == state).count();
    }
}

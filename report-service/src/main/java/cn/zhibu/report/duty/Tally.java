package cn.zhibu.report.duty;

import cn.zhibu.report.duty.Counts.Count;
import cn.zhibu.report.duty.Duty.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The line of a branch in numbers and words by which the store adds up and finds lines.
 *
 * @param late 1 where anything is overdue
 * @param months by month in two digits
 * @param standing how each rule stands, in the year and in each month; see {@link #standing(State, String, Integer)}
 */
record Tally(int late, Map<String, Count> rules, Map<String, Count> months, List<String> standing) {

    private static final Pattern MONTH = Pattern.compile("^\\d{4}-(\\d{2})");
    private static final Pattern QUARTER = Pattern.compile("Q([1-4])$");
    private static final Pattern HALF = Pattern.compile("H([12])$");

    /** Which state a rule shows when its periods differ: what has to be seen soonest. */
    private static final List<State> URGENCY =
            List.of(State.OVERDUE, State.DUE, State.MET, State.EXEMPT, State.UPCOMING, State.NOT_APPLICABLE);

    /** @param asked the rules of which a table has a column */
    static Tally of(List<Cell> cells, Collection<String> asked) {
        var rules = new TreeMap<String, Count>();
        var months = new TreeMap<String, Count>();
        var standing = new TreeSet<String>();
        for (var rule : asked) {
            var own = cells.stream().filter(cell -> cell.rule().equals(rule)).toList();
            if (!own.isEmpty()) {
                rules.put(rule, count(own));
            }
            stands(standing, own, rule, null);
            IntStream.rangeClosed(1, 12).forEach(month -> stands(standing, ending(own, month), rule, month));
        }
        IntStream.rangeClosed(1, 12).forEach(month -> {
            var own = ending(cells, month);
            if (!own.isEmpty()) {
                months.put(twoDigits(month), count(own));
            }
        });
        return new Tally(count(cells).late(), rules, months, new ArrayList<>(standing));
    }

    /** A name for "some rule, or this one, stands so in the year, or in this month". */
    static String standing(State state, @Nullable String rule, @Nullable Integer month) {
        return state.name() + (rule == null ? "" : ":" + rule) + (month == null ? "" : "/" + twoDigits(month));
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

    private static void stands(Set<String> standing, List<Cell> cells, String rule, @Nullable Integer month) {
        var state = URGENCY.stream()
                .filter(each -> cells.stream().anyMatch(cell -> cell.state() == each))
                .findFirst()
                .orElse(State.NOT_APPLICABLE);
        standing.add(standing(state, rule, month));
        standing.add(standing(state, null, month));
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

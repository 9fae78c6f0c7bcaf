package cn.zhibu.rules;

import cn.zhibu.rules.RulePack.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One rule as it read over time: entries of one id, by the day from which each is in force. Whatever is asked on a day is
 * asked by the entry of that day alone.
 */
public record Revisions(List<Rule> entries) {

    /** Days that are judged together, and the entry that judges them; none judges where the rule was not in force. */
    public record Stretch(Rule rule, boolean inForce, LocalDate first, LocalDate last) {}

    public static List<Revisions> of(List<Rule> rules) {
        var byId = new LinkedHashMap<String, List<Rule>>();
        rules.forEach(rule ->
                byId.computeIfAbsent(rule.id(), fresh -> new ArrayList<>()).add(rule));
        return byId.values().stream()
                .map(entries -> entries.stream()
                        .sorted(Comparator.comparing(Rule::from))
                        .toList())
                .map(Revisions::new)
                .toList();
    }

    public boolean once() {
        return entries.get(0).period() == RulePack.Period.ONCE;
    }

    public Optional<Rule> on(LocalDate day) {
        return entries.stream().filter(rule -> rule.inForceOn(day)).findFirst();
    }

    /** The entry of the day, or the first to begin after it. */
    public Optional<Rule> onOrAfter(LocalDate day) {
        return on(day).or(() ->
                entries.stream().filter(rule -> rule.from().isAfter(day)).findFirst());
    }

    /** The entry by which the rule is known on a day: the one in force, the next, or the last there was. */
    public Rule known(LocalDate day) {
        return onOrAfter(day).orElseGet(() -> entries.get(entries.size() - 1));
    }

    /**
     * A year from its first day to its last, each day once. A period belongs to the entry of its first day; where a revision
     * brings other periods in the middle of one of its own, the rest of that period is nobody's.
     */
    public List<Stretch> of(int year) {
        var stretches = new ArrayList<Stretch>();
        var day = LocalDate.of(year, 1, 1);
        while (day.getYear() == year) {
            var rule = known(day);
            var first = rule.period().firstDay(day);
            var last = rule.period().lastDay(day);
            stretches.add(new Stretch(rule, first.equals(day) && rule.inForceOn(day), day, last));
            day = last.plusDays(1);
        }
        return stretches;
    }

    /** Two entries that are in force on the same day, or of which only one is of what is done once. */
    public Optional<String> fault() {
        for (int i = 1; i < entries.size(); i++) {
            var before = entries.get(i - 1);
            var after = entries.get(i);
            var until = before.until();
            if (until == null || !until.isBefore(after.from())) {
                return Optional.of(after.id() + " has two entries in force on " + after.from());
            }
            if ((before.period() == RulePack.Period.ONCE) != (after.period() == RulePack.Period.ONCE)) {
                return Optional.of(after.id() + " is done once in one entry and again and again in another");
            }
        }
        return Optional.empty();
    }
}

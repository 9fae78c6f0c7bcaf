package cn.zhibu.rules;

import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of rules with its version, as written in the rule packs. */
public record RulePack(
        String id,
        int version,
        Words names,
        LocalDate from,
        @Nullable LocalDate until,
        List<Rule> rules) {

    /** How far a rule's text was checked: seen, second-hand, known, local. */
    public enum Mark {
        C1,
        C2,
        K,
        L
    }

    /** The stretch a rule repeats in; ONCE for what is done a single time. */
    public enum Period {
        MONTH(1),
        QUARTER(3),
        YEAR(12),
        ONCE(0);

        private final int months;

        Period(int months) {
            this.months = months;
        }

        /** First day of the period that a day lies in. */
        public LocalDate firstDay(LocalDate day) {
            var month = day.getMonthValue() - 1;
            return LocalDate.of(day.getYear(), month - month % months + 1, 1);
        }

        public LocalDate lastDay(LocalDate day) {
            return firstDay(day).plusMonths(months).minusDays(1);
        }
    }

    /** One rule. {@code verified} turns true when a person has compared it with the official text. */
    public record Rule(
            String id,
            Words names,
            Words text,
            Words regulation,
            Words article,
            Mark mark,
            boolean verified,
            LocalDate from,
            @Nullable LocalDate until,
            List<String> appliesTo,
            String appliesWhen,
            @Nullable String each,
            Period period,
            int times,
            @Nullable Window window,
            MetBy metBy,
            @Nullable Exemption exemption) {

        public boolean inForceOn(LocalDate day) {
            return !from.isAfter(day) && (until == null || !until.isBefore(day));
        }

        public Condition condition() {
            return Condition.of(appliesWhen);
        }

        public boolean perGroup() {
            return "group".equals(each);
        }
    }

    /** Where the time to do something is not simply the calendar period. */
    public record Window(
            @Nullable Integer closesAfterMonths,
            @Nullable Integer opensMonthsBeforeTermEnd,
            @Nullable Mark mark) {}

    /** What meets a rule: sessions of a form, a kind of record, or a committee. */
    public record MetBy(
            List<String> sessions,
            @Nullable String kind,
            @Nullable String committee) {

        public MetBy {
            sessions = sessions == null ? List.of() : List.copyOf(sessions);
        }
    }

    /** The kind of record in which a superior's consent to an exemption is noted. */
    public record Exemption(String kind) {}

    /** The shape of branch to which a rule applies. */
    public record Condition(Type type, int number) {

        public enum Type {
            ALWAYS,
            COMMITTEE,
            GROUPS,
            FULL_MEMBERS
        }

        private static final String FULL_MEMBERS = "fullMembers>=";

        static Condition of(String text) {
            if (text.startsWith(FULL_MEMBERS)) {
                return new Condition(Type.FULL_MEMBERS, Integer.parseInt(text.substring(FULL_MEMBERS.length())));
            }
            return switch (text) {
                case "always" -> new Condition(Type.ALWAYS, 0);
                case "committee" -> new Condition(Type.COMMITTEE, 0);
                case "groups" -> new Condition(Type.GROUPS, 0);
                default -> throw new IllegalArgumentException("a rule cannot apply when: " + text);
            };
        }
    }
}

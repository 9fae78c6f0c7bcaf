package cn.zhibu.rules;

import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How Party dues are reckoned and what is to be done with them (DU-01 to DU-17), as written in the rules. Money in yuan. */
public record DuesRules(List<Category> categories, List<Point> points) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int FEN = 2;

    /** What dues of a category come from: a share of the income, an amount agreed on within bounds, or one amount for all. */
    public enum Basis {
        SHARE,
        AGREED,
        FIXED
    }

    /**
     * Members whose dues are reckoned in one way.
     *
     * @param rule id of the rule that says what the base is
     * @param fixedFor for how long a base stands: a year, or the month or quarter whose income it is
     * @param brackets of a share, from the lowest base up
     * @param least what may be agreed on, and {@code most}; of one amount for all both are it
     */
    public record Category(
            String id,
            String rule,
            Words names,
            Words text,
            Words regulation,
            Words article,
            RulePack.Mark mark,
            boolean verified,
            LocalDate from,
            @Nullable LocalDate until,
            Basis basis,
            RulePack.Period fixedFor,
            @Nullable List<Bracket> brackets,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most) {

        public boolean inForceOn(LocalDate day) {
            return !from.isAfter(day) && (until == null || !until.isBefore(day));
        }

        /**
         * What is owed in a month. The rate of the bracket is that of the whole base (DU-05); half a fen and more is rounded up.
         *
         * @param base income of the month, or the amount agreed on; nothing where one amount is owed by all
         */
        public BigDecimal owed(@Nullable BigDecimal base) {
            if (basis == Basis.SHARE && brackets != null && base != null) {
                var bracket = brackets.stream()
                        .filter(each -> each.holds(base))
                        .findFirst()
                        .orElseThrow();
                return base.multiply(bracket.percent()).divide(HUNDRED, FEN, RoundingMode.HALF_UP);
            }
            var amount = basis == Basis.AGREED ? base : least;
            if (amount == null) {
                throw new IllegalArgumentException(id + " is reckoned from a base");
            }
            return amount.setScale(FEN, RoundingMode.HALF_UP);
        }

        private boolean sound() {
            return switch (basis) {
                case SHARE -> rising(brackets);
                case AGREED -> least != null && most != null && least.signum() > 0 && least.compareTo(most) < 0;
                case FIXED -> least != null && least.signum() > 0 && least.equals(most);
            };
        }

        private static boolean rising(@Nullable List<Bracket> all) {
            if (all == null || all.isEmpty() || all.get(all.size() - 1).upTo() != null) {
                return false;
            }
            for (int i = 1; i < all.size(); i++) {
                var before = all.get(i - 1).upTo();
                var here = all.get(i).upTo();
                if (before == null || here != null && here.compareTo(before) <= 0) {
                    return false;
                }
            }
            return all.stream().allMatch(each -> each.percent().signum() > 0);
        }
    }

    /** Bases up to and including so many yuan; the last one has no end. */
    public record Bracket(String rule, @Nullable BigDecimal upTo, BigDecimal percent) {

        boolean holds(BigDecimal base) {
            return upTo == null || base.compareTo(upTo) <= 0;
        }
    }

    /**
     * A single point about dues.
     *
     * @param months how many it speaks of
     * @param amount how many yuan it speaks of
     * @param purposes what the money may be spent on
     */
    public record Point(
            String id,
            Words names,
            Words text,
            Words regulation,
            Words article,
            RulePack.Mark mark,
            boolean verified,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable Integer months,
            @Nullable BigDecimal amount,
            @Nullable List<Words> purposes) {}

    /** The category of that id as it stands on a day. */
    public Optional<Category> category(String id, LocalDate day) {
        return categories.stream()
                .filter(each -> each.id().equals(id) && each.inForceOn(day))
                .findFirst();
    }

    public Point point(String id) {
        return points.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    /** So many months without dues count as leaving (DU-13). */
    public int monthsToTheLine() {
        return Optional.ofNullable(point("DU-13").months()).orElseThrow();
    }

    /** From so many yuan on what is given beyond the dues goes wholly to the Centre (DU-12). */
    public BigDecimal special() {
        return Optional.ofNullable(point("DU-12").amount()).orElseThrow();
    }

    List<String> faults() {
        var faults = new ArrayList<String>();
        categories.stream()
                .filter(each -> !each.sound())
                .forEach(each -> faults.add("dues of " + each.id() + " cannot be reckoned"));
        var ids = new HashSet<String>();
        points.stream()
                .filter(each -> !ids.add(each.id()))
                .forEach(each -> faults.add("point " + each.id() + " stands twice"));
        if (points.stream().noneMatch(each -> each.id().equals("DU-13") && each.months() != null)
                || points.stream().noneMatch(each -> each.id().equals("DU-12") && each.amount() != null)) {
            faults.add("DU-13 says a number of months, and DU-12 an amount");
        }
        return faults;
    }
}

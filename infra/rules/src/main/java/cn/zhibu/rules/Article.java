package cn.zhibu.rules;

import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A single point of a regulation, of which a screen reminds.
 *
 * @param atMost the greatest part of people that it allows, as numerator and denominator
 * @param hours study hours of a year that it asks for at least
 */
public record Article(
        String id,
        Words names,
        Words text,
        Words regulation,
        Words article,
        RulePack.Mark mark,
        boolean verified,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable List<Integer> atMost,
        @Nullable Integer hours) {

    /** The most of so many that it allows, rounded down (AP-05). */
    public int most(int whole) {
        return atMost == null ? whole : (int) ((long) whole * atMost.get(0) / atMost.get(1));
    }

    public boolean inForceOn(LocalDate day) {
        return !from.isAfter(day) && (until == null || !until.isBefore(day));
    }
}

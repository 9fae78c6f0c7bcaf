package cn.zhibu.rules;

import cn.zhibu.words.Words;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A single point of a regulation, of which a screen reminds. */
public record Article(
        String id,
        Words names,
        Words text,
        Words regulation,
        Words article,
        RulePack.Mark mark,
        boolean verified,
        LocalDate from,
        @Nullable LocalDate until) {

    public boolean inForceOn(LocalDate day) {
        return !from.isAfter(day) && (until == null || !until.isBefore(day));
    }
}

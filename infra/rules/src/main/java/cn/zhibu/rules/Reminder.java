package cn.zhibu.rules;

import cn.zhibu.words.Words;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What superiors are asked to remind of, and how many months before (BR-19). */
public record Reminder(
        String id,
        About about,
        Words names,
        Words text,
        Words regulation,
        Words article,
        RulePack.Mark mark,
        boolean verified,
        LocalDate from,
        @Nullable LocalDate until,
        int monthsBefore) {

    public enum About {
        TERM
    }
}

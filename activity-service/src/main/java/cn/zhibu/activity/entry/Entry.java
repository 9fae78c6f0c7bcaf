package cn.zhibu.activity.entry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/** A moment in which something was written down, and the account that did it. */
public record Entry(Instant at, String by) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** The day in China. */
    public LocalDate day() {
        return LocalDate.ofInstant(at, CHINA);
    }

    /** Whether that was after the month in which the thing itself happened. */
    public boolean lateFor(LocalDate happened) {
        return YearMonth.from(day()).isAfter(YearMonth.from(happened));
    }
}

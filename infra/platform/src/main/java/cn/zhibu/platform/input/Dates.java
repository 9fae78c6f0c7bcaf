package cn.zhibu.platform.input;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Calendar days as they come in: {@code yyyy-mm-dd} and nothing else, between two days that no record reaches. */
public final class Dates {

    public static final LocalDate EARLIEST = LocalDate.of(1800, 1, 1);
    public static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    private static final LocalDate FIRST_WRITTEN = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_WRITTEN = LocalDate.of(9999, 12, 31);
    private static final Pattern PLAIN = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Dates() {}

    public static LocalDate read(String typed) {
        if (!PLAIN.matcher(typed).matches()) {
            throw new InputFault("NOT_A_DATE");
        }
        try {
            return within(LocalDate.parse(typed), EARLIEST, LATEST);
        } catch (DateTimeParseException noSuchDay) {
            throw new InputFault("NOT_A_DATE");
        }
    }

    /** The day itself, if it is within the two, which belong to the range. */
    public static LocalDate within(LocalDate day, LocalDate earliest, LocalDate latest) {
        if (day.isBefore(earliest)) {
            throw new InputFault("TOO_EARLY", earliest);
        }
        if (day.isAfter(latest)) {
            throw new InputFault("TOO_LATE", latest);
        }
        return day;
    }

    /**
     * A day that was stored, however absurd, as one that can be computed with and compared as it is written: the nearest of
     * four digits. Open ends that are stored as the last of them stay what they are.
     */
    public static LocalDate tolerated(LocalDate stored) {
        if (stored.isBefore(FIRST_WRITTEN)) {
            return FIRST_WRITTEN;
        }
        return stored.isAfter(LAST_WRITTEN) ? LAST_WRITTEN : stored;
    }
}

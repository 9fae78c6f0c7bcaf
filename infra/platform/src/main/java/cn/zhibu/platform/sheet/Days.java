package cn.zhibu.platform.sheet;

import cn.zhibu.platform.input.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Days as they stand in sheets: counted from 1900 or 1904, or typed in one of the ways in which the year comes first. Where
 * it is not clear which number is the month, none is read.
 */
final class Days {

    private static final LocalDate FROM_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);
    private static final int FIRST_SURE = 61; // before, a spreadsheet counts a day that never was
    private static final int LAST = 109_574; // the end of 2199
    private static final int FIRST_WRITTEN = 18_000_101; // a day typed as one number
    private static final int LIKELY_SINCE = 14_611; // counts of 1940 and later: nobody types such a number as a day
    private static final Pattern SEPARATED = Pattern.compile(
            "([0-9]{4})\\s*[-/.年－—]\\s*([0-9]{1,2})\\s*[-/.月－—]\\s*([0-9]{1,2})\\s*[日号]?(\\s*T?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?)?");
    private static final Pattern TOGETHER = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");

    /** Formats of a workbook that show a day, as every one of them has them; the Chinese ones among them. */
    private static final Set<String> BUILT_IN = Set.of(
            "14", "15", "16", "17", "22", "27", "28", "29", "30", "31", "36", "50", "51", "52", "53", "54", "57", "58");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.");

    private Days() {}

    /** {@code yyyy-mm-dd}, or the text as it is where no day can be read from it. */
    static String read(Raw cell) {
        var number = cell.number();
        if (cell.sort() == Raw.Sort.NUMBER && number != null) {
            return counted(number, cell.text());
        }
        if (cell.sort() != Raw.Sort.TEXT) {
            return cell.text();
        }
        var text = Texts.stripped(Normalizer.normalize(cell.text(), Normalizer.Form.NFKC));
        var parts = SEPARATED.matcher(text);
        if (!parts.matches()) {
            parts = TOGETHER.matcher(text);
        }
        return parts.matches() ? day(parts.group(1), parts.group(2), parts.group(3), cell.text()) : cell.text();
    }

    /** A number that is not shown as a day: 20250301, or a count whose format was lost. */
    private static String counted(BigDecimal number, String otherwise) {
        if (number.stripTrailingZeros().scale() > 0) {
            return otherwise;
        }
        if (number.intValue() >= FIRST_WRITTEN) {
            var parts = TOGETHER.matcher(number.toBigInteger().toString());
            return parts.matches() ? day(parts.group(1), parts.group(2), parts.group(3), otherwise) : otherwise;
        }
        return number.intValue() >= LIKELY_SINCE && number.intValue() <= LAST ? of(number, false) : otherwise;
    }

    private static String day(String year, String month, String day, String otherwise) {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                    .toString();
        } catch (DateTimeException noSuchDay) {
            return otherwise;
        }
    }

    /** The day that a count stands for; the number itself where it stands for none. */
    static String of(BigDecimal count, boolean from1904) {
        var days = count.setScale(0, RoundingMode.FLOOR);
        boolean counts = days.compareTo(BigDecimal.valueOf(from1904 ? 0 : FIRST_SURE)) >= 0
                && days.compareTo(BigDecimal.valueOf(LAST)) <= 0;
        return counts
                ? (from1904 ? FROM_1904 : FROM_1900)
                        .plusDays(days.longValueExact())
                        .toString()
                : count.toPlainString();
    }

    /** Whether a format shows a day: by its number, or by the letters in it that stand for year, month and day. */
    static boolean shown(String id, String format) {
        if (BUILT_IN.contains(id)) {
            return true;
        }
        var letters = QUOTED.matcher(format).replaceAll("").toLowerCase(java.util.Locale.ROOT);
        return letters.contains("yy") || letters.contains("d") && letters.contains("m");
    }
}

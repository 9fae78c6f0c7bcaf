package cn.zhibu.platform.input;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as they come in: bounded in size and scale before anything computes with them; "3,000" and "３，０００" are 3000. */
public final class Numbers {

    /** Digits before the point, and after it. */
    public static final int DIGITS = 15;

    public static final int DECIMALS = 6;

    private static final int LONGEST = 40;
    private static final Pattern WRITTEN = Pattern.compile("[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]+)?");
    private static final Pattern OF_JSON = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,2})?");

    private Numbers() {}

    /** A number as people write it. */
    public static BigDecimal read(String typed) {
        var text = folded(typed);
        if (!WRITTEN.matcher(text).matches()) {
            throw new InputFault("NOT_A_NUMBER");
        }
        return bounded(text.replace(",", ""));
    }

    /** A number as JSON writes it. */
    public static BigDecimal ofJson(String token) {
        if (token.length() > LONGEST || !OF_JSON.matcher(token).matches()) {
            throw new InputFault("TOO_MANY_DIGITS", DIGITS, DECIMALS);
        }
        return bounded(token);
    }

    /** The number as a whole one within the two, which belong to the range. */
    public static long whole(BigDecimal number, long least, long most) {
        if (number.stripTrailingZeros().scale() > 0) {
            throw new InputFault("NOT_AN_INTEGER");
        }
        if (number.compareTo(BigDecimal.valueOf(least)) < 0) {
            throw new InputFault("TOO_SMALL", least);
        }
        if (number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new InputFault("TOO_LARGE", most);
        }
        return number.longValueExact();
    }

    /** Decimals that count: 1.50 has one. */
    public static int decimals(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    private static BigDecimal bounded(String text) {
        if (text.length() > LONGEST) {
            throw new InputFault("TOO_MANY_DIGITS", DIGITS, DECIMALS);
        }
        var number = new BigDecimal(text).stripTrailingZeros();
        if (number.precision() - number.scale() > DIGITS || number.scale() > DECIMALS) {
            throw new InputFault("TOO_MANY_DIGITS", DIGITS, DECIMALS);
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /** Full-width digits and marks as plain ones, without blanks. */
    private static String folded(String typed) {
        var plain = new StringBuilder();
        typed.codePoints().filter(point -> !Texts.blank(point)).forEach(point -> {
            if (point >= 0xff01 && point <= 0xff5e) {
                plain.append((char) (point - 0xfee0));
            } else {
                plain.appendCodePoint(point == 0x2212 ? '-' : point);
            }
        });
        return plain.toString();
    }
}

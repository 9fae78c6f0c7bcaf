package cn.zhibu.stack.store.value;

import java.math.BigDecimal;
import org.bson.BsonType;
import org.bson.BsonValue;

/**
 * Numbers as bytes in their order: a class, and for what is finite and not zero the decimal exponent and the digits of
 * the exact decimal value, two in a byte (1 to 100), ended by 0; all inverted where it is negative.
 */
final class KeyNumbers {

    static final int NAN = 1;
    static final int MINUS_INFINITY = 2;
    static final int NEGATIVE = 3;
    static final int ZERO = 4;
    static final int POSITIVE = 5;
    static final int INFINITY = 6;

    private static final int EXPONENT_BIAS = 0x4000;
    private static final double EXACT = 0x1p53;
    private static final int MOST_PAIRS = 10;

    private KeyNumbers() {}

    static void append(Bytes out, BsonValue number) {
        if (Numbers.isWhole(number)) {
            append(out, Numbers.whole(number));
            return;
        }
        switch (Numbers.sort(number)) {
            case NAN -> out.add(NAN);
            case MINUS_INFINITY -> out.add(MINUS_INFINITY);
            case INFINITY -> out.add(INFINITY);
            case FINITE -> finite(out, number);
        }
    }

    private static void finite(Bytes out, BsonValue number) {
        if (number.getBsonType() == BsonType.DOUBLE) {
            double value = number.asDouble().getValue();
            if (value == Math.rint(value) && Math.abs(value) < EXACT) {
                append(out, (long) value);
                return;
            }
        }
        append(out, Numbers.exact(number));
    }

    private static void append(Bytes out, long value) {
        if (value == 0) {
            out.add(ZERO);
            return;
        }
        if (value == Long.MIN_VALUE) {
            append(out, BigDecimal.valueOf(value));
            return;
        }
        int start = start(out, value < 0);
        long rest = Math.abs(value);
        int digits = digits(rest);
        exponent(out, digits);
        var pairs = new byte[MOST_PAIRS];
        int first = MOST_PAIRS;
        if (digits % 2 == 1) {
            pairs[--first] = (byte) (rest % 10 * 10);
            rest /= 10;
        }
        while (rest > 0) {
            pairs[--first] = (byte) (rest % 100);
            rest /= 100;
        }
        int end = MOST_PAIRS;
        while (pairs[end - 1] == 0) {
            end--;
        }
        for (int at = first; at < end; at++) {
            out.add(pairs[at] + 1);
        }
        end(out, value < 0, start);
    }

    private static int digits(long positive) {
        int digits = 1;
        for (long rest = positive; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private static void append(Bytes out, BigDecimal value) {
        if (value.signum() == 0) {
            out.add(ZERO);
            return;
        }
        int start = start(out, value.signum() < 0);
        var digits = value.unscaledValue().abs().toString();
        exponent(out, digits.length() - value.scale());
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        for (int at = 0; at < end; at += 2) {
            int unit = at + 1 < end ? digits.charAt(at + 1) - '0' : 0;
            out.add((digits.charAt(at) - '0') * 10 + unit + 1);
        }
        end(out, value.signum() < 0, start);
    }

    private static int start(Bytes out, boolean negative) {
        out.add(negative ? NEGATIVE : POSITIVE);
        return out.size();
    }

    private static void exponent(Bytes out, int exponent) {
        int biased = exponent + EXPONENT_BIAS;
        out.add(biased >>> 8);
        out.add(biased);
    }

    private static void end(Bytes out, boolean negative, int start) {
        out.add(0);
        if (negative) {
            out.invert(start);
        }
    }
}

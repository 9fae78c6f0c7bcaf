package cn.zhibu.stack.store.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Numbers of the four types: compared exactly by value, added as MongoDB adds. */
public final class Numbers {

    private static final MathContext FIFTEEN = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final int MOST_DIGITS = 34;
    private static final int LEAST_EXPONENT = -6176;
    private static final int GREATEST_EXPONENT = 6111;
    private static final double TWO_TO_63 = 0x1p63;

    /** What kind of number it is, in order. */
    enum Sort {
        NAN,
        MINUS_INFINITY,
        FINITE,
        INFINITY
    }

    private Numbers() {}

    public static boolean is(BsonValue value) {
        return Kind.of(value.getBsonType()) == Kind.NUMBER;
    }

    public static boolean isNaN(BsonValue value) {
        return is(value) && sort(value) == Sort.NAN;
    }

    static Sort sort(BsonValue number) {
        if (number.getBsonType() == BsonType.DOUBLE) {
            double value = number.asDouble().getValue();
            if (Double.isFinite(value)) {
                return Sort.FINITE;
            }
            return Double.isNaN(value) ? Sort.NAN : value < 0 ? Sort.MINUS_INFINITY : Sort.INFINITY;
        }
        if (number.getBsonType() == BsonType.DECIMAL128) {
            var value = number.asDecimal128().getValue();
            if (value.isFinite()) {
                return Sort.FINITE;
            }
            return value.isNaN() ? Sort.NAN : value.isNegative() ? Sort.MINUS_INFINITY : Sort.INFINITY;
        }
        return Sort.FINITE;
    }

    static boolean isWhole(BsonValue number) {
        return number.getBsonType() == BsonType.INT32 || number.getBsonType() == BsonType.INT64;
    }

    static long whole(BsonValue number) {
        return number.getBsonType() == BsonType.INT32
                ? number.asInt32().getValue()
                : number.asInt64().getValue();
    }

    /** The exact value of a finite number. */
    static BigDecimal exact(BsonValue number) {
        return switch (number.getBsonType()) {
            case DOUBLE -> new BigDecimal(number.asDouble().getValue());
            case DECIMAL128 -> exact(number.asDecimal128().getValue());
            default -> BigDecimal.valueOf(whole(number));
        };
    }

    private static BigDecimal exact(Decimal128 number) {
        var size = Decimal128.fromIEEE754BIDEncoding(number.getHigh() & Long.MAX_VALUE, number.getLow())
                .bigDecimalValue();
        if (size.precision() > MOST_DIGITS) {
            return BigDecimal.ZERO;
        }
        return number.isNegative() ? size.negate() : size;
    }

    /** By value, whatever the types; NaN is equal to NaN and below all others. */
    public static int compare(BsonValue a, BsonValue b) {
        boolean wholeA = isWhole(a);
        boolean wholeB = isWhole(b);
        if (wholeA && wholeB) {
            return Long.compare(whole(a), whole(b));
        }
        if (wholeA && b.getBsonType() == BsonType.DOUBLE) {
            return compare(whole(a), b.asDouble().getValue());
        }
        if (wholeB && a.getBsonType() == BsonType.DOUBLE) {
            return -compare(whole(b), a.asDouble().getValue());
        }
        int sorts = sort(a).compareTo(sort(b));
        if (sorts != 0 || sort(a) != Sort.FINITE) {
            return sorts;
        }
        if (a.getBsonType() == BsonType.DOUBLE && b.getBsonType() == BsonType.DOUBLE) {
            double left = a.asDouble().getValue();
            double right = b.asDouble().getValue();
            return left < right ? -1 : left > right ? 1 : 0;
        }
        return exact(a).compareTo(exact(b));
    }

    private static int compare(long whole, double other) {
        if (Double.isNaN(other) || other < -TWO_TO_63) {
            return 1;
        }
        if (other >= TWO_TO_63) {
            return -1;
        }
        int order = Long.compare(whole, (long) other);
        return order == 0 ? Double.compare(0, other - (long) other + 0.0) : order;
    }

    /** The sum in the wider of both types, an int that overflows as a long; null where a long overflows. */
    public static @Nullable BsonValue add(BsonValue a, BsonValue b) {
        if (a.getBsonType() == BsonType.DECIMAL128 || b.getBsonType() == BsonType.DECIMAL128) {
            return new BsonDecimal128(add(decimal(a), decimal(b)));
        }
        if (a.getBsonType() == BsonType.DOUBLE || b.getBsonType() == BsonType.DOUBLE) {
            return new BsonDouble(a.asNumber().doubleValue() + b.asNumber().doubleValue());
        }
        long left = whole(a);
        long right = whole(b);
        long sum = left + right;
        if (((left ^ sum) & (right ^ sum)) < 0) {
            return null;
        }
        boolean ints = a.getBsonType() == BsonType.INT32 && b.getBsonType() == BsonType.INT32;
        return ints && sum == (int) sum ? new BsonInt32((int) sum) : new BsonInt64(sum);
    }

    static Decimal128 add(Decimal128 a, Decimal128 b) {
        if (a.isNaN() || b.isNaN() || a.isInfinite() && b.isInfinite() && a.isNegative() != b.isNegative()) {
            return Decimal128.NaN;
        }
        if (a.isInfinite() || b.isInfinite()) {
            return a.isInfinite() ? a : b;
        }
        return decimal(exact(a).add(exact(b), MathContext.DECIMAL128));
    }

    /** Rounded to what a decimal holds: 34 digits, and an infinity beyond its exponents. */
    static Decimal128 decimal(BigDecimal exact) {
        var rounded = exact.round(MathContext.DECIMAL128);
        int exponent = -rounded.scale();
        if (rounded.signum() == 0) {
            int scale = Math.max(-GREATEST_EXPONENT, Math.min(-LEAST_EXPONENT, rounded.scale()));
            return new Decimal128(rounded.setScale(scale));
        }
        if (exponent < LEAST_EXPONENT) {
            return new Decimal128(exact.setScale(-LEAST_EXPONENT, RoundingMode.HALF_EVEN));
        }
        if (exponent > GREATEST_EXPONENT) {
            if (rounded.precision() + exponent - GREATEST_EXPONENT > MOST_DIGITS) {
                return rounded.signum() < 0 ? Decimal128.NEGATIVE_INFINITY : Decimal128.POSITIVE_INFINITY;
            }
            return new Decimal128(rounded.setScale(-GREATEST_EXPONENT));
        }
        return new Decimal128(rounded);
    }

    /** A number as a decimal; of a double its 15 digits, as MongoDB does where it adds one to a decimal. */
    static Decimal128 decimal(BsonValue number) {
        if (number.getBsonType() == BsonType.DECIMAL128) {
            return number.asDecimal128().getValue();
        }
        if (number.getBsonType() != BsonType.DOUBLE) {
            return new Decimal128(whole(number));
        }
        return switch (sort(number)) {
            case NAN -> Decimal128.NaN;
            case MINUS_INFINITY -> Decimal128.NEGATIVE_INFINITY;
            case INFINITY -> Decimal128.POSITIVE_INFINITY;
            case FINITE -> fifteenDigits(exact(number));
        };
    }

    private static Decimal128 fifteenDigits(BigDecimal exact) {
        var rounded = exact.round(FIFTEEN);
        return decimal(rounded.signum() == 0 ? rounded : rounded.setScale(rounded.scale() + 15 - rounded.precision()));
    }
}

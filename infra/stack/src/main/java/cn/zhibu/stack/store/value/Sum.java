package cn.zhibu.stack.store.value;

import java.math.BigDecimal;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/**
 * A sum of numbers in the widest of their types: whole numbers exactly (as an int where only ints are added and it fits,
 * as a double where no long holds it), doubles rounded once at the end, decimals as decimals add. Other values count as
 * nothing.
 */
public final class Sum {

    private long whole;
    private BigDecimal exact = BigDecimal.ZERO;
    private double beyond;
    private Decimal128 decimals = Decimal128.POSITIVE_ZERO;
    private BsonType widest = BsonType.INT32;

    public void add(BsonValue value) {
        switch (value.getBsonType()) {
            case INT32 -> add(value.asInt32().getValue());
            case INT64 -> {
                widen(BsonType.INT64);
                add(value.asInt64().getValue());
            }
            case DOUBLE -> {
                widen(BsonType.DOUBLE);
                double number = value.asDouble().getValue();
                if (Double.isFinite(number)) {
                    exact = exact.add(new BigDecimal(number));
                } else {
                    beyond += number;
                }
            }
            case DECIMAL128 -> {
                widen(BsonType.DECIMAL128);
                decimals = Numbers.add(decimals, value.asDecimal128().getValue());
            }
            default -> {}
        }
    }

    private void add(long number) {
        long sum = whole + number;
        if (((whole ^ sum) & (number ^ sum)) < 0) {
            exact = exact.add(BigDecimal.valueOf(whole));
            sum = number;
        }
        whole = sum;
    }

    private void widen(BsonType type) {
        if (rank(type) > rank(widest)) {
            widest = type;
        }
    }

    private static int rank(BsonType type) {
        return switch (type) {
            case INT32 -> 0;
            case INT64 -> 1;
            case DOUBLE -> 2;
            default -> 3;
        };
    }

    public BsonValue result() {
        var sum = exact.add(BigDecimal.valueOf(whole));
        boolean isBeyond = beyond != 0;
        if (widest == BsonType.DECIMAL128) {
            var others = isBeyond ? Numbers.decimal(new BsonDouble(beyond)) : Numbers.decimal(sum);
            return new BsonDecimal128(Numbers.add(decimals, others));
        }
        boolean fits = sum.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
                && sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        if (widest == BsonType.DOUBLE || !fits) {
            return new BsonDouble(isBeyond ? beyond : sum.doubleValue());
        }
        long number = sum.longValue();
        boolean isInt = widest == BsonType.INT32 && number == (int) number;
        return isInt ? new BsonInt32((int) number) : new BsonInt64(number);
    }
}

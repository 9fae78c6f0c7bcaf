package cn.zhibu.catalogue;

import cn.zhibu.catalogue.Measure.Aggregate;
import cn.zhibu.words.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is counted of kinds and fields that a bureau defined itself: records of the kind, numbers of a field added up. */
public final class BureauMeasures {

    /** Unit of what is counted. */
    public static final String RECORDS = "records";

    /** Unit of a sum as a fact has it; the definition says which one it really is. */
    public static final String NUMBER = "number";

    private BureauMeasures() {}

    public static String count(String kind) {
        return kind;
    }

    public static String sum(String kind, String field) {
        return kind + "." + field;
    }

    /** The kind of a measure of either sort. */
    public static String kindOf(String measure) {
        int dot = measure.indexOf('.');
        return dot < 0 ? measure : measure.substring(0, dot);
    }

    public static Measure counting(String kind, Words names) {
        return measure(count(kind), names, Aggregate.COUNT, null, RECORDS);
    }

    public static Measure adding(String kind, String field, Words names) {
        return measure(sum(kind, field), names, Aggregate.SUM, field, NUMBER);
    }

    private static Measure measure(
            String id, Words names, Aggregate aggregate, @Nullable String from, String measureUnit) {
        return new Measure(
                id, names, aggregate, from, List.of(), measureUnit, null, null, null, null, null, Map.of(), List.of());
    }
}

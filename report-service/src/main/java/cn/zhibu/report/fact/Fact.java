package cn.zhibu.report.fact;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.data.mongodb.core.mapping.Field;

/**
 * One measured thing.
 *
 * @param key what must differ to be counted again; the subject itself for sums and counts
 * @param by the values a claim may filter, group or list
 */
public record Fact(
        String measure,
        LocalDate date,
        BigDecimal quantity,
        @Field("unit") String measureUnit,
        String key,
        Map<String, String> by) {}

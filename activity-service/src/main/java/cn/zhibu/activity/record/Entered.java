package cn.zhibu.activity.record;

import java.time.LocalDate;
import java.util.Map;

/**
 * A record as it is carried out.
 *
 * @param values by field id; restricted texts for the branch alone
 */
public record Entered(LocalDate date, Map<String, Object> values) {}

package cn.zhibu.activity.record;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A training of one member, as its record says it.
 *
 * @param id of the record
 * @param hours study hours
 */
public record Trained(String id, LocalDate date, String topic, String member, BigDecimal hours) {}

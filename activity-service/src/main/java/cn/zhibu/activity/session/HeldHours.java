package cn.zhibu.activity.session;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/**
 * A session that says how many hours were studied.
 *
 * @param hours study hours of each who was there
 * @param present ids of members
 */
public record HeldHours(String id, LocalDate date, String topic, BigDecimal hours, Set<String> present) {}

package cn.zhibu.platform.sheet;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of many rows that may be entered.
 *
 * @param row its number in the sheet
 * @param date null where none could be read
 * @param values by field id, as they would be sent
 * @param again a second one of the same on the same day is meant
 */
public record Candidate(int row, @Nullable LocalDate date, Map<String, Object> values, boolean again) {}

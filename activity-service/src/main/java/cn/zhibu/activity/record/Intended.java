package cn.zhibu.activity.record;

import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;

/**
 * What a branch has set itself for a year, as a record of the kind measure or goal says it.
 *
 * @param id of the record
 * @param date on which it was decided on
 * @param year in which it is to be done
 */
public record Intended(String id, Scope scope, String kind, LocalDate date, int year, String text) {}

/**
 * Duties: what the rule packs ask of a branch of that shape in that period, and which records meet it (BR-06 to BR-27).
 * {@code Duties} is a pure function of shape, occasions, rules (package {@code rule}) and day; what it finds is kept in a
 * {@code DutySheet} per branch and year, which {@code SheetFollowing} changes with what happens and everybody reads.
 */
@NullMarked
package cn.zhibu.report.duty;

import org.jspecify.annotations.NullMarked;

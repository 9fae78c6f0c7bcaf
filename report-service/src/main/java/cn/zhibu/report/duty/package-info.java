/**
 * Duties: what the rule packs ask of a branch of that shape in that period, and which records meet it (BR-06 to BR-27).
 * A pure function of shape, occasions, rules and day; no number of a regulation stands in the code.
 */
@NullMarked
package cn.zhibu.report.duty;

import org.jspecify.annotations.NullMarked;

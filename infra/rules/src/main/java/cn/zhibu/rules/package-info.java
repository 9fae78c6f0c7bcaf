/**
 * Rules as data: the packs as they are written, each rule as it read over time, quorums, reminders, and the reasons a duty
 * can stand for. No number of a regulation stands in the code.
 */
@NullMarked
package cn.zhibu.rules;

import org.jspecify.annotations.NullMarked;

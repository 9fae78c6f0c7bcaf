/**
 * Rules as data: the packs as they are written, each rule as it read over time, and the reasons a duty can stand for. No
 * number of a regulation stands in the code.
 */
@NullMarked
package cn.zhibu.report.rule;

import org.jspecify.annotations.NullMarked;

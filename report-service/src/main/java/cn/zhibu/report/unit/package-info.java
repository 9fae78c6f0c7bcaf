/**
 * The units of the bureau and what they looked like on any day: campus, committees and terms, groups, number of full members.
 * Only counts and ids are kept here; names stay with the service that owns them.
 */
@NullMarked
package cn.zhibu.report.unit;

import org.jspecify.annotations.NullMarked;

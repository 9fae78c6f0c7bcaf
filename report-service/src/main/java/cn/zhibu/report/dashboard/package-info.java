/**
 * The overview of the bureau: units against duties, in the bureau's own order and never by result.
 * It shows states and reasons, no points and no ranking (AF-03).
 */
@NullMarked
package cn.zhibu.report.dashboard;

import org.jspecify.annotations.NullMarked;

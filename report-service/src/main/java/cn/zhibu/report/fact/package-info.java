/**
 * Facts: every measured thing out of one version of a record, session, survey, opinion or unit, kept under the id of its subject.
 * Nothing is ever added to or taken from a total: sets are replaced, and totals are made from the sets.
 */
@NullMarked
package cn.zhibu.report.fact;

import org.jspecify.annotations.NullMarked;

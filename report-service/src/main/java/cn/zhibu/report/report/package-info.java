/**
 * The annual debriefing report (DB-01 to DB-05): sentences made of claims with their evidence, and the review of it.
 * No evidence, no sentence; what was submitted is pinned and what was accepted never changes.
 */
@NullMarked
package cn.zhibu.report.report;

import org.jspecify.annotations.NullMarked;

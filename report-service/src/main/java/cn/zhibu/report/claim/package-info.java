/**
 * Claims: sentences made of a pattern, a query over facts and the evidence that was found (DB-04, DB-05).
 * No evidence, no sentence; every figure knows its records, its window and how it was rounded.
 */
@NullMarked
package cn.zhibu.report.claim;

import org.jspecify.annotations.NullMarked;

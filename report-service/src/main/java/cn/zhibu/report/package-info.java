/**
 * The report service: facts, duties, claims, reports, ledger.
 * It hears what the other services say and decides only about reports and their review.
 */
@NullMarked
package cn.zhibu.report;

import org.jspecify.annotations.NullMarked;

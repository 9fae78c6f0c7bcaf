/**
 * The ledger: every event and every refused write or look at a file, per bureau, each entry with the hash of the one before.
 * It is primary data: appended once, never rebuilt, never changed.
 */
@NullMarked
package cn.zhibu.report.ledger;

import org.jspecify.annotations.NullMarked;

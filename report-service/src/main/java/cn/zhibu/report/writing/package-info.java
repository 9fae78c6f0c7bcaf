/** Every edition of what a branch wrote itself, so that the ledger's entry can be followed to the words before and after. */
@NullMarked
package cn.zhibu.report.writing;

import org.jspecify.annotations.NullMarked;

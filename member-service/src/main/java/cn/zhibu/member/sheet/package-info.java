/** The roster of a day as a workbook, with the columns that were chosen; what was taken away and who was looked at enter the ledger. */
@NullMarked
package cn.zhibu.member.sheet;

import org.jspecify.annotations.NullMarked;

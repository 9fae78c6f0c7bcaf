/** The members of branches. Identity number and phone lie sealed, and every look at a file enters the ledger. */
@NullMarked
package cn.zhibu.member.roster;

import org.jspecify.annotations.NullMarked;

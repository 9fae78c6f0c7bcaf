/**
 * Transfers of members' organisational relations: from branch to branch within the bureau, out of it and into it (ED-13 to
 * ED-15). What takes effect is one write on the member's file; names and all words of a transfer lie sealed.
 */
@NullMarked
package cn.zhibu.member.transfer;

import org.jspecify.annotations.NullMarked;

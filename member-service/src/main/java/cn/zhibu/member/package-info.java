/** Who and where: bureaus, their tree of units, the members of branches, the accounts and what they may do. */
@NullMarked
package cn.zhibu.member;

import org.jspecify.annotations.NullMarked;

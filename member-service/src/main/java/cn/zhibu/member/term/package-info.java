/** Committees of branches in their terms, with dated seats (BR-14 to BR-18). */
@NullMarked
package cn.zhibu.member.term;

import org.jspecify.annotations.NullMarked;

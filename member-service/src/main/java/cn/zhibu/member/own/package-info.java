/** What a member sees of the own file, who signs in with an account of the own. */
@NullMarked
package cn.zhibu.member.own;

import org.jspecify.annotations.NullMarked;

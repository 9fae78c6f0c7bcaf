/** What accounts may do: a role at a unit, reaching everything below. */
@NullMarked
package cn.zhibu.member.grant;

import org.jspecify.annotations.NullMarked;

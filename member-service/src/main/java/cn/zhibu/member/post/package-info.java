/**
 * The posts of a branch: which there are by its members, who holds them, what is vacant, when terms end and who reminded (BR-01 to
 * BR-03, BR-14, BR-15, BR-18 to BR-20), and the roles that follow the secretary's post.
 */
@NullMarked
package cn.zhibu.member.post;

import org.jspecify.annotations.NullMarked;

/** Accounts of people, provisioned at the identity provider by a reaction, and one-time passwords. */
@NullMarked
package cn.zhibu.member.account;

import org.jspecify.annotations.NullMarked;

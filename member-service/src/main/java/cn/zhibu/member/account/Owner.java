package cn.zhibu.member.account;

/** A member's own account. */
public record Owner(String account, String member, boolean open) {}

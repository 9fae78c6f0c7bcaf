package cn.zhibu.member.grant;

/** A grant that follows a post, and whether it still stands. */
public record Following(String grant, String account, String member, boolean stands) {}

package cn.zhibu.member.account;

import cn.zhibu.platform.change.Scope;

/** An account as other features need it. */
public record Holder(String id, String username, String name, Scope scope, boolean open) {}

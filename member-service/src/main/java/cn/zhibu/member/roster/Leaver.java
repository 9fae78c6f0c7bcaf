package cn.zhibu.member.roster;

import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;

/** Somebody who leaves a branch, or has left it; {@code gone} where no other branch was joined since. */
public record Leaver(String id, String name, Scope scope, LocalDate on, boolean gone) {}

package cn.zhibu.directory;

import cn.zhibu.rules.Quorum;

/** Whether a meeting was valid by its quorum: how many count, how many of them were there. */
public record Verdict(Quorum quorum, int expected, int present, boolean met) {}

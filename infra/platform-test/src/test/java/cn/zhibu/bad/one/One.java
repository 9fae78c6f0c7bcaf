package cn.zhibu.bad.one;

import cn.zhibu.bad.other.Other;
import org.jspecify.annotations.Nullable;

/** One half of a circle. */
public record One(@Nullable Other other) {}

package cn.zhibu.bad.other;

import cn.zhibu.bad.one.One;
import org.jspecify.annotations.Nullable;

/** One half of a circle. */
public record Other(@Nullable One one) {}

package cn.zhibu.member.term;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A member's seat in the committee of a branch; {@code until} is the first day on which it is no longer theirs. */
public record Held(String member, String unit, @Nullable LocalDate until) {}

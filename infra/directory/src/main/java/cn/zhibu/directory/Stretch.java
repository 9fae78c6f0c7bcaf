package cn.zhibu.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A stretch of days in which something held; open without {@code until}, which is the first day it did not. */
public record Stretch(LocalDate from, @Nullable LocalDate until) {}

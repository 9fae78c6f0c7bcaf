package cn.zhibu.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A Party group. {@code until} is the day it was closed. */
public record Group(String id, LocalDate from, @Nullable LocalDate until) {

    public boolean aliveOn(LocalDate day) {
        return !from.isAfter(day) && (until == null || until.isAfter(day));
    }
}

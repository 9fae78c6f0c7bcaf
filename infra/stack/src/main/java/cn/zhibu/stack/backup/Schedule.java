package cn.zhibu.stack.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When a backup is due: once a day at its hour; on a machine that was off at that hour, an hour after it was switched on; an
 * hour after one that failed.
 *
 * @param at local time; none for never
 */
record Schedule(@Nullable LocalTime at, ZoneId zone) {

    static final Duration LATER = Duration.ofHours(1);

    /**
     * The moment from which one is due, or none.
     *
     * @param awake since when the machine is on and the stack is watched
     * @param good when the last good one was begun
     * @param tried when the last one was tried, good or not
     */
    @Nullable
    Instant due(Instant now, Instant awake, @Nullable Instant good, @Nullable Instant tried) {
        if (at == null) {
            return null;
        }
        var last = slot(at, now);
        var next = slot(at, now.atZone(zone).plusDays(1).toInstant());
        if (good != null && !good.isBefore(last)) {
            return next;
        }
        var due = awake.isAfter(last) ? awake.plus(LATER) : last;
        if (tried != null && !tried.isBefore(last) && tried.plus(LATER).isAfter(due)) {
            due = tried.plus(LATER);
        }
        return due.isAfter(next) ? next : due;
    }

    /** The last time that this hour came, by the clock on the wall. */
    private Instant slot(LocalTime hour, Instant now) {
        var today = ZonedDateTime.of(now.atZone(zone).toLocalDate(), hour, zone);
        return today.toInstant().isAfter(now) ? today.minusDays(1).toInstant() : today.toInstant();
    }
}

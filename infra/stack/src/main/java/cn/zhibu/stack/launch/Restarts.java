package cn.zhibu.stack.launch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * When a part was started again after it had ended by itself. At once the first time, then after ever longer pauses, and
 * not more than so many times in so many minutes.
 *
 * @param at in order
 */
record Restarts(List<Instant> at) {

    static final int MOST = 5;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    Restarts {
        at = List.copyOf(at);
    }

    /** The moment from which it may be started once more. */
    Instant due(Instant now) {
        var recent =
                at.stream().filter(moment -> moment.isAfter(now.minus(WITHIN))).toList();
        if (recent.isEmpty()) {
            return now;
        }
        if (recent.size() >= MOST) {
            return recent.get(recent.size() - MOST).plus(WITHIN);
        }
        return recent.get(recent.size() - 1).plus(FIRST_PAUSE.multipliedBy(1L << (recent.size() - 1)));
    }

    /** For a person who looks; nothing when it has never ended. */
    String words(boolean running, Instant now, ZoneId zone) {
        var said = at.isEmpty()
                ? ""
                : "restarted " + (at.size() == 1 ? "once" : at.size() + " times") + ", last "
                        + TIME.format(at.get(at.size() - 1).atZone(zone));
        if (running) {
            return said;
        }
        var next = due(now);
        var then =
                next.isAfter(now) ? "is started again at " + TIME.format(next.atZone(zone)) : "is being started again";
        return said.isEmpty() ? then : said + ", " + then;
    }
}

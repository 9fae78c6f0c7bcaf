package cn.zhibu.notification.inbox;

import java.time.Instant;

/**
 * A notice that is there.
 *
 * @param at the moment at which it was put there for the first time, whoever has put it there again since
 */
public record Put(String id, Instant at) {}

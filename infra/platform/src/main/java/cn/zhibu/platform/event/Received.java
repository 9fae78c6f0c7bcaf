package cn.zhibu.platform.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event besides its body.
 *
 * @param id unique per event; a reaction's effect is named after it
 * @param sequence grows with each event of the subject; a read model ignores what is not newer
 * @param actor account that caused it; null for the platform's own
 * @param unit owning unit of the subject, where it has one
 */
public record Received(
        String id,
        String type,
        String subject,
        long sequence,
        Instant time,
        @Nullable String actor,
        @Nullable String unit) {}

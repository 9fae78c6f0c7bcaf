package cn.zhibu.notification.reminder;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** What was heard of reports and terms; one row per subject, made from its newest event. */
final class Heard {

    private Heard() {}

    enum State {
        SUBMITTED,
        RETURNED,
        ACCEPTED
    }

    /** A report and with whom it lies since when. */
    @Document("reminder_reports_v1")
    @CompoundIndex(name = "waiting", def = "{'state': 1, 'since': 1}")
    record Report(
            @Id String id,
            Scope scope,
            int year,
            State state,
            String round,
            @Nullable String author,
            @Nullable String submitter,
            Instant since)
            implements Scoped {}

    /** A committee and the last day of its term. */
    @Document("reminder_terms_v1")
    @CompoundIndex(name = "ending", def = "{'ends': 1}")
    record Term(@Id String id, @Indexed String unit, Scope scope, LocalDate on, LocalDate ends) implements Scoped {}

    /** A unit that was closed, or is open again, without a day. */
    @Document("reminder_closures_v1")
    record Closure(@Id String id, @Nullable LocalDate on) {

        boolean closedOn(LocalDate day) {
            return on != null && !on.isAfter(day);
        }
    }
}

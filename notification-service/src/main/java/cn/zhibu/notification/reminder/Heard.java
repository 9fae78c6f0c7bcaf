package cn.zhibu.notification.reminder;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** What was heard of reports; one row per subject, made from its newest event. */
final class Heard {

    private Heard() {}

    enum State {
        SUBMITTED,
        RETURNED,
        ACCEPTED
    }

    /** A report and with whom it lies since when. */
    @Document("reminder_reports_v1")
    @CompoundIndex(name = "oldest", def = "{'state': 1, 'since': 1, '_id': 1}")
    @CompoundIndex(name = "lying", def = "{'scope.ancestors': 1, 'state': 1, 'since': 1, '_id': 1}")
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
}

package cn.zhibu.notification.inbox;

import cn.zhibu.platform.change.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Something one person should know. Named after its event and the person, so it is never there twice.
 *
 * @param account whose inbox it is in
 * @param what happened; the words for it stand in the reader's language in front
 * @param subject id of the report
 */
@Document("notices")
@CompoundIndex(name = "inbox", def = "{'account': 1, 'at': -1}")
record Notice(
        @Id String id,
        String account,
        What what,
        String subject,
        String unit,
        int year,
        Instant at,
        @Nullable Instant readAt,
        @Version @Nullable Long version) {

    enum What {
        REPORT_SUBMITTED,
        REPORT_COMMENTED,
        REPORT_RETURNED,
        REPORT_ACCEPTED
    }

    /** Reading twice is reading once. */
    Change<Notice> read(Instant now) {
        return readAt != null
                ? Change.of(this)
                : Change.of(new Notice(id, account, what, subject, unit, year, at, now, version));
    }
}

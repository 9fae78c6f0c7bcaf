package cn.zhibu.notification.reminder;

import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** That people were reminded of an occasion. Written after they were: whoever dies in between tells the same again. */
@Document("reminders")
record Reminder(
        @Id String id,
        Scope scope,
        String subject,
        Instant at,
        @Version @Nullable Long version) implements Scoped {

    static Change<Reminder> given(Occasion occasion, Instant now) {
        var scope = occasion.scope();
        return Change.of(
                new Reminder(occasion.id(), scope, occasion.subject(), now, null),
                new ReminderEvent.Given(
                        occasion.id(), occasion.what().name(), occasion.subject(), scope.unit(), scope.ancestors()));
    }
}

package cn.zhibu.notification.reminder;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.util.List;

/** That somebody was reminded: a superior's duty (BR-19), so it enters the ledger. Whom and how is not in it. */
sealed interface ReminderEvent extends DomainEvent {

    @EventName("reminder.given.v1")
    record Given(String reminder, String kind, String subject, String unit, List<String> ancestors)
            implements ReminderEvent {}
}

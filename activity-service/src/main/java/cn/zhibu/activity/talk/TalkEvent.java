package cn.zhibu.activity.talk;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.time.LocalDate;
import java.util.List;

/** What happens to talks: a day and whose sort of talk it was, not who talked and not what was said. */
sealed interface TalkEvent extends DomainEvent {

    @EventName("talk.held.v1")
    record Held(String talk, String unit, List<String> ancestors, LocalDate date, String pair, LocalDate enteredOn)
            implements TalkEvent {}

    /** What it says now, as {@link Held} does. */
    @EventName("talk.corrected.v1")
    record Corrected(String talk, String unit, List<String> ancestors, LocalDate date, String pair, LocalDate enteredOn)
            implements TalkEvent {}

    @EventName("talk.withdrawn.v1")
    record Withdrawn(String talk, String unit, List<String> ancestors) implements TalkEvent {}
}

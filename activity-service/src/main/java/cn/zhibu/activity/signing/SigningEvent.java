package cn.zhibu.activity.signing;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.util.List;

/** What is told of signatures: how many there are, and nobody's name. */
sealed interface SigningEvent extends DomainEvent {

    @EventName("signing.kept.v1")
    record Kept(String record, String unit, List<String> ancestors, int count) implements SigningEvent {}
}

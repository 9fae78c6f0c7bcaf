package cn.zhibu.member.bureau;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;

/** What happens to bureaus; each event concerns the bureau itself. */
sealed interface BureauEvent extends DomainEvent {

    String bureau();

    @Override
    default String addressee() {
        return bureau();
    }

    @EventName("bureau.opened.v1")
    record Opened(String bureau, String code, String administrator) implements BureauEvent {}

    @EventName("bureau.appointed.v1")
    record Appointed(String bureau, String administrator) implements BureauEvent {}

    @EventName("bureau.suspended.v1")
    record Suspended(String bureau) implements BureauEvent {}

    @EventName("bureau.resumed.v1")
    record Resumed(String bureau) implements BureauEvent {}
}

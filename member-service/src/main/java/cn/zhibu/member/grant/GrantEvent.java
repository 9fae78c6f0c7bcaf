package cn.zhibu.member.grant;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.util.List;

/** What happens to grants. */
sealed interface GrantEvent extends DomainEvent {

    @EventName("grant.given.v1")
    record Given(String grant, String account, String role, String unit, List<String> ancestors)
            implements GrantEvent {}

    @EventName("grant.revoked.v1")
    record Revoked(String grant, String account, String role, String unit, List<String> ancestors)
            implements GrantEvent {}
}

package cn.zhibu.member.grant;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to grants. */
sealed interface GrantEvent extends DomainEvent {

    /** @param because POST where it follows a post; nothing where it was given by hand */
    @EventName("grant.given.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Given(
            String grant,
            String account,
            String role,
            String unit,
            List<String> ancestors,
            @Nullable String because) implements GrantEvent {}

    /** @param because POST where it followed a post that has ended */
    @EventName("grant.revoked.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Revoked(
            String grant,
            String account,
            String role,
            String unit,
            List<String> ancestors,
            @Nullable String because) implements GrantEvent {}
}

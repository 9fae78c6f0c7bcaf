package cn.zhibu.member.organisation;

import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A unit as other features need it. */
public record Place(
        String id,
        String kind,
        String name,
        Scope scope,
        @Nullable String code,
        LocalDate from,
        @Nullable LocalDate until) {

    public boolean isBranch() {
        return Unit.Kind.BRANCH.name().equals(kind);
    }

    public boolean isGroup() {
        return Unit.Kind.GROUP.name().equals(kind);
    }

    public boolean isGroupOf(Place branch) {
        return isGroup() && scope.ancestors().contains(branch.id());
    }

    /** Whether it has not been closed by the day. */
    public boolean openOn(LocalDate day) {
        return until == null || until.isAfter(day);
    }
}

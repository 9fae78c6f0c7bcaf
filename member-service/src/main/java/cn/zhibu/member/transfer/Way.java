package cn.zhibu.member.transfer;

import cn.zhibu.member.transfer.Step.Side;
import cn.zhibu.platform.change.Scope;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From where to where; outside is a named organisation. */
record Way(
        @Nullable Scope from, @Nullable Scope to, @Nullable String outside) {

    Scope of(Side side) {
        var wanted = side == Side.GIVING ? from : to;
        return Objects.requireNonNull(wanted == null ? (from == null ? to : from) : wanted);
    }

    List<String> sides() {
        return Stream.of(from, to)
                .filter(Objects::nonNull)
                .flatMap(scope -> scope.ancestors().stream())
                .distinct()
                .toList();
    }
}

package cn.zhibu.activity.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What makes a meeting of a form valid and what its motions take, as clients read it; {@link cn.zhibu.rules.Quorum} says what its parts mean. */
record Quorum(
        String id,
        String form,
        Map<String, String> names,
        Map<String, String> text,
        Map<String, String> article,
        String mark,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable List<String> decisions,
        String of,
        @Nullable Share present,
        @Nullable Share passes) {

    /** A share of people, as numerator and denominator. */
    record Share(@Nullable List<Integer> atLeast, @Nullable List<Integer> moreThan) {

        static @Nullable Share of(cn.zhibu.rules.Quorum.@Nullable Share share) {
            return share == null ? null : new Share(share.atLeast(), share.moreThan());
        }
    }

    static Quorum of(cn.zhibu.rules.Quorum quorum) {
        return new Quorum(
                quorum.id(),
                quorum.form(),
                quorum.names().texts(),
                quorum.text().texts(),
                quorum.article().texts(),
                quorum.mark().name(),
                quorum.from(),
                quorum.until(),
                quorum.decisions(),
                quorum.of().name(),
                Share.of(quorum.present()),
                Share.of(quorum.passes()));
    }
}

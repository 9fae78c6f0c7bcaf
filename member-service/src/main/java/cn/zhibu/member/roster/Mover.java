package cn.zhibu.member.roster;

import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of whom a transfer speaks.
 *
 * @param sex {@code FEMALE} or {@code MALE}; null where it is not known
 * @param branch where the newest spell is
 * @param spell id of that spell
 * @param from its first day
 * @param until first day after it; null while nothing ends it
 * @param fullOn day of becoming a full member; null on probation
 */
public record Mover(
        String id,
        String name,
        @Nullable String sex,
        Scope branch,
        String spell,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable LocalDate fullOn) {

    static Mover of(Person person) {
        var last = person.last();
        var gender = person.identity().gender();
        return new Mover(
                person.id(),
                person.identity().name(),
                gender == null ? null : gender.name(),
                last.scope(),
                last.id(),
                last.from(),
                last.ended() ? last.until() : null,
                last.fullOn());
    }

    /** Whether the spell is still the one in which somebody belongs, with nothing that ends it. */
    public boolean in(@Nullable String wanted) {
        return spell.equals(wanted) && until == null;
    }
}

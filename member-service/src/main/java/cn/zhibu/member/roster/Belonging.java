package cn.zhibu.member.roster;

import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with the branches belonged to, as the other features need it.
 *
 * @param mark what tells a namesake apart, where there is one
 * @param stays oldest first
 */
public record Belonging(String id, String name, @Nullable Mark mark, List<Stay> stays) {

    /** As in lists of members: by what a namesake is told apart, and its value. */
    public record Mark(String kind, String value) {}

    /** A spell in a branch; {@code until} is the first day on which it no longer holds. */
    public record Stay(Scope scope, LocalDate from, LocalDate until) {

        static Stay of(Membership spell) {
            return new Stay(spell.scope(), spell.from(), spell.until());
        }
    }

    static Belonging of(Person person, Namesakes.@Nullable Mark mark) {
        return new Belonging(
                person.id(),
                person.identity().name(),
                mark == null ? null : new Mark(mark.kind().name(), mark.value()),
                person.memberships().stream().map(Stay::of).toList());
    }
}

package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.*;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Sealed;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A Party member in a branch.
 *
 * @param scope the branch
 * @param uniqueKey keyed digest of the identity number, or the member's own id where none is known
 * @param bigrams pieces of the name that search finds
 */
@Document("members")
@CompoundIndexes({
    @CompoundIndex(name = "reach", def = "{'scope.ancestors': 1}"),
    @CompoundIndex(name = "names", def = "{'bigrams': 1}"),
    @CompoundIndex(name = "identity", def = "{'uniqueKey': 1}", unique = true)
})
record Member(
        @Id String id,
        Scope scope,
        Person person,
        Standing standing,
        String uniqueKey,
        List<String> bigrams,
        @Version @Nullable Long version)
        implements Scoped {

    enum Status {
        FULL,
        PROBATIONARY
    }

    enum Gender {
        FEMALE,
        MALE
    }

    /** Who it is. Sealed fields can be read only with the bureau's key. */
    record Person(
            String name,
            @Nullable Gender gender,
            @Nullable LocalDate born,
            @Nullable Sealed identityNumber,
            @Nullable Sealed phone,
            @Nullable String education) {}

    /**
     * Where the member stands in the Party and in the branch.
     *
     * @param joinedOn day of joining this branch
     * @param fullOn day of becoming a full member; only full members count to BR-01 and BR-14
     * @param group Party group, id of a unit of kind GROUP
     */
    record Standing(
            Status status,
            LocalDate joinedOn,
            @Nullable LocalDate fullOn,
            @Nullable String group,
            @Nullable LocalDate departedOn,
            @Nullable String departureReason) {}

    static Change<Member> join(String id, Scope branch, Person person, Standing standing, String uniqueKey) {
        standing = checked(standing);
        var member = new Member(id, branch, person, standing, uniqueKey, Bigrams.of(person.name()), null);
        return Change.of(
                member,
                new MemberEvent.Joined(
                        id,
                        branch.unit(),
                        branch.ancestors(),
                        standing.status().name(),
                        standing.joinedOn(),
                        standing.fullOn()));
    }

    Change<Member> correct(Person corrected, Standing standing, String uniqueKey) {
        refuseIfDeparted();
        standing = checked(standing);
        var member = new Member(id, scope, corrected, standing, uniqueKey, Bigrams.of(corrected.name()), version);
        return Change.of(
                member,
                new MemberEvent.Corrected(
                        id,
                        scope.unit(),
                        scope.ancestors(),
                        standing.status().name(),
                        standing.joinedOn(),
                        standing.fullOn()));
    }

    /** A probationary member becomes a full one. */
    Change<Member> convert(LocalDate on) {
        refuseIfDeparted();
        if (standing.status() != Status.PROBATIONARY) {
            throw NOT_PROBATIONARY.of(id);
        }
        if (on.isBefore(standing.joinedOn())) {
            throw BEFORE_JOINING.at("/on", standing.joinedOn());
        }
        var next = new Standing(Status.FULL, standing.joinedOn(), on, standing.group(), null, null);
        return Change.of(with(next), new MemberEvent.Converted(id, scope.unit(), scope.ancestors(), on));
    }

    Change<Member> depart(LocalDate on, String reason) {
        refuseIfDeparted();
        if (on.isBefore(standing.joinedOn())) {
            throw BEFORE_JOINING.at("/on", standing.joinedOn());
        }
        var next =
                new Standing(standing.status(), standing.joinedOn(), standing.fullOn(), standing.group(), on, reason);
        return Change.of(with(next), new MemberEvent.Departed(id, scope.unit(), scope.ancestors(), on));
    }

    private static Standing checked(Standing standing) {
        if (standing.status() == Status.PROBATIONARY && standing.fullOn() != null) {
            throw FULL_DATE_OF_PROBATIONARY.at("/fullOn");
        }
        if (standing.status() == Status.FULL && standing.fullOn() == null) {
            // A full member who came as one: full since the day of joining at the latest.
            return new Standing(Status.FULL, standing.joinedOn(), standing.joinedOn(), standing.group(), null, null);
        }
        return standing;
    }

    private Member with(Standing next) {
        return new Member(id, scope, person, next, uniqueKey, bigrams, version);
    }

    private void refuseIfDeparted() {
        if (standing.departedOn() != null) {
            throw MEMBER_DEPARTED.of(standing.departedOn());
        }
    }
}

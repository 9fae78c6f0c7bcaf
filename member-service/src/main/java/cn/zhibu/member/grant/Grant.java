package cn.zhibu.member.grant;

import static cn.zhibu.member.grant.GrantProblem.*;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Role;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A role that an account holds at a unit and everywhere below it.
 *
 * @param post the post that it follows; null where it was given by hand
 */
@Document("grants")
@CompoundIndexes({
    @CompoundIndex(name = "held", def = "{'account': 1, 'givenOn': 1, '_id': 1}"),
    @CompoundIndex(name = "role", def = "{'role': 1}"),
    @CompoundIndex(name = "following", def = "{'post.unit': 1}", sparse = true),
    @CompoundIndex(name = "given", def = "{'scope.ancestors': 1, 'givenOn': 1, '_id': 1}")
})
record Grant(
        @Id String id,
        String account,
        Role role,
        Scope scope,
        LocalDate givenOn,
        @Nullable LocalDate revokedOn,
        @Nullable String reason,
        @Nullable Post post,
        @Version @Nullable Long version)
        implements Scoped {

    /** A secretary's seat in a branch, and the member in it. */
    record Post(String unit, String member) {}

    /**
     * Gives a role.
     *
     * @param held what the account holds already; AUDITOR is never held together with a role that changes things over
     *     the same unit, and the same role is not given twice
     */
    static Change<Grant> give(String id, String account, Role role, Scope scope, List<Grant> held, LocalDate today) {
        return give(id, account, role, scope, null, held, today);
    }

    /** The same, by hand or because of a post: one of the one kind does not stand in the way of one of the other. */
    static Change<Grant> give(
            String id, String account, Role role, Scope scope, @Nullable Post post, List<Grant> held, LocalDate today) {
        if (role == Role.PLATFORM_OPERATOR) {
            throw ROLE_NOT_GIVEN_HERE.at("/role", role);
        }
        for (var other : held) {
            if (other.revokedOn() == null && !other.id().equals(id)) {
                other.refuseBeside(role, scope, post);
            }
        }
        var grant = new Grant(id, account, role, scope, today, null, null, post, null);
        return Change.of(
                grant, new GrantEvent.Given(id, account, role.name(), scope.unit(), scope.ancestors(), because(post)));
    }

    private static @Nullable String because(@Nullable Post post) {
        return post == null ? null : "POST";
    }

    private void refuseBeside(Role wanted, Scope at, @Nullable Post because) {
        if (role == wanted
                && (post == null) == (because == null)
                && at.ancestors().contains(scope.unit())) {
            throw ROLE_HELD_ALREADY.at("/role", role);
        }
        boolean overlaps =
                at.ancestors().contains(scope.unit()) || scope.ancestors().contains(at.unit());
        boolean mixed = role == Role.AUDITOR && wanted.changes() || wanted == Role.AUDITOR && role.changes();
        if (overlaps && mixed) {
            throw AUDITOR_CHANGES_NOTHING.at("/role", wanted, role);
        }
    }

    /** Whether it lets its holder administer the whole bureau. */
    boolean leadsTheBureau() {
        return role == Role.BUREAU_ADMIN && scope.ancestors().size() == 1 && revokedOn == null;
    }

    /** Takes back what was given by hand; what follows a post ends with the post. */
    Change<Grant> revoke(String why, LocalDate today) {
        if (revokedOn != null) {
            throw GRANT_REVOKED_ALREADY.of(revokedOn);
        }
        if (post != null) {
            throw GRANT_FOLLOWS_POST.of(id);
        }
        return ended(why, today).because(why);
    }

    /** The post that it followed is no longer theirs; once ended it stays ended. */
    Change<Grant> end(LocalDate today) {
        return revokedOn != null ? Change.of(this) : ended(null, today);
    }

    private Change<Grant> ended(@Nullable String why, LocalDate today) {
        return Change.of(
                new Grant(id, account, role, scope, givenOn, today, why, post, version),
                new GrantEvent.Revoked(id, account, role.name(), scope.unit(), scope.ancestors(), because(post)));
    }
}

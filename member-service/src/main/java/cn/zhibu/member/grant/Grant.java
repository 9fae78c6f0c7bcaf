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

/** A role that an account holds at a unit and everywhere below it. */
@Document("grants")
@CompoundIndexes({
    @CompoundIndex(name = "held", def = "{'account': 1, 'givenOn': 1, '_id': 1}"),
    @CompoundIndex(name = "role", def = "{'role': 1}"),
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
        @Version @Nullable Long version)
        implements Scoped {

    /**
     * Gives a role.
     *
     * @param held what the account holds already; AUDITOR is never held together with a role that changes things over
     *     the same unit, and the same role is not given twice
     */
    static Change<Grant> give(String id, String account, Role role, Scope scope, List<Grant> held, LocalDate today) {
        if (role == Role.PLATFORM_OPERATOR) {
            throw ROLE_NOT_GIVEN_HERE.at("/role", role);
        }
        for (var other : held) {
            if (other.revokedOn() == null && !other.id().equals(id)) {
                other.refuseBeside(role, scope);
            }
        }
        var grant = new Grant(id, account, role, scope, today, null, null, null);
        return Change.of(grant, new GrantEvent.Given(id, account, role.name(), scope.unit(), scope.ancestors()));
    }

    private void refuseBeside(Role wanted, Scope at) {
        if (role == wanted && at.ancestors().contains(scope.unit())) {
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

    Change<Grant> revoke(String why, LocalDate today) {
        if (revokedOn != null) {
            throw GRANT_REVOKED_ALREADY.of(revokedOn);
        }
        return Change.of(
                        new Grant(id, account, role, scope, givenOn, today, why, version),
                        new GrantEvent.Revoked(id, account, role.name(), scope.unit(), scope.ancestors()))
                .because(why);
    }
}

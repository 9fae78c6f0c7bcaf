package cn.zhibu.member.grant;

import static cn.zhibu.member.grant.GrantProblem.LAST_ADMINISTRATOR;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is being done to the grants of a bureau at this moment. Whoever gives or takes something writes it here first, so
 * that of two at once the second knows of the first.
 */
@Document("grant_guards")
record GrantGuard(
        @Id String id,
        List<Giving> givings,
        List<Leaving> leavings,
        @Version @Nullable Long version) {

    static final String ID = "grants";

    /** Longer than any command lasts: what was intended before that and did not come never will. */
    static final Duration KEPT = Duration.ofMinutes(1);

    /** A grant that is about to be there. */
    record Giving(String grant, String account, Role role, Scope scope, Instant at) {}

    /**
     * An administrator who is about to go.
     *
     * @param grant the one that is revoked; null where the whole account is closed
     */
    record Leaving(String account, @Nullable String grant, Instant at) {

        boolean takes(Grant held) {
            return grant == null ? held.account().equals(account) : held.id().equals(grant);
        }

        boolean same(Leaving other) {
            return account.equals(other.account) && java.util.Objects.equals(grant, other.grant);
        }
    }

    static GrantGuard empty() {
        return new GrantGuard(ID, List.of(), List.of(), null);
    }

    /** Roles that others are giving the account just now. */
    List<Giving> pending(String account, Instant now) {
        return givings.stream()
                .filter(giving -> giving.account().equals(account) && young(giving.at(), now))
                .toList();
    }

    GrantGuard with(Giving wanted) {
        var kept = givings.stream()
                .filter(giving ->
                        young(giving.at(), wanted.at()) && !giving.grant().equals(wanted.grant()));
        return new GrantGuard(id, Stream.concat(kept, Stream.of(wanted)).toList(), leavings, version);
    }

    /**
     * Lets an administrator go.
     *
     * @param administrators grants over the whole bureau whose accounts are open
     */
    GrantGuard with(Leaving wanted, List<Grant> administrators) {
        var kept = leavings.stream()
                .filter(leaving -> young(leaving.at(), wanted.at()) && !leaving.same(wanted))
                .toList();
        Predicate<Grant> stays =
                grant -> !wanted.takes(grant) && kept.stream().noneMatch(leaving -> leaving.takes(grant));
        if (administrators.stream().noneMatch(stays)) {
            throw LAST_ADMINISTRATOR.of();
        }
        return new GrantGuard(
                id, givings, Stream.concat(kept.stream(), Stream.of(wanted)).toList(), version);
    }

    private static boolean young(Instant at, Instant now) {
        return at.plus(KEPT).isAfter(now);
    }
}

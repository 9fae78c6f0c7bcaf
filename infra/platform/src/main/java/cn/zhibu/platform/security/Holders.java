package cn.zhibu.platform.security;

import cn.zhibu.platform.change.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Mono;

/** Who holds a role: for those who have to be told or asked, never to decide what a caller may do. */
public final class Holders {

    private final ReactiveMongoTemplate mongo;

    Holders(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Accounts that hold the role at the place or above it. */
    public Mono<Set<String>> reaching(Role role, Scope scope) {
        var query = Query.query(Criteria.where("unit")
                .in(scope.ancestors())
                .and("role")
                .is(role)
                .and("revoked")
                .is(false));
        return mongo.find(query, Grant.class).map(Grant::account).collect(Collectors.toSet());
    }

    /** Whether a grant stands; nothing as long as this service has not heard of it. */
    public Mono<Boolean> stands(String grant) {
        return mongo.findById(grant, Grant.class).map(known -> !known.revoked());
    }

    /** Units at which the account holds one of the roles. */
    public Mono<Set<String>> places(String account, Collection<Role> roles) {
        var query = Query.query(Criteria.where("account")
                .is(account)
                .and("role")
                .in(roles)
                .and("revoked")
                .is(false));
        return mongo.find(query, Grant.class).map(Grant::unit).collect(Collectors.toSet());
    }

    /** Accounts that hold the role at the nearest place, from the unit upwards, where anybody does. */
    public Mono<Set<String>> nearest(Role role, Scope scope) {
        return ranked(role, scope).map(ranked -> ranked.isEmpty() ? Set.of() : ranked.get(0));
    }

    /** Accounts that hold the role, from the unit upwards: one set for each place where anybody does. */
    public Mono<List<Set<String>>> ranked(Role role, Scope scope) {
        var query = Query.query(Criteria.where("unit")
                .in(scope.ancestors())
                .and("role")
                .is(role)
                .and("revoked")
                .is(false));
        return mongo.find(query, Grant.class).collectList().map(grants -> {
            var ranked = new ArrayList<Set<String>>();
            for (int i = scope.ancestors().size() - 1; i >= 0; i--) {
                var unit = scope.ancestors().get(i);
                var there = grants.stream()
                        .filter(grant -> grant.unit().equals(unit))
                        .map(Grant::account)
                        .collect(Collectors.toSet());
                if (!there.isEmpty()) {
                    ranked.add(there);
                }
            }
            return List.copyOf(ranked);
        });
    }
}

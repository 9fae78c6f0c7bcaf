package cn.zhibu.notification.reminder;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Holders;
import cn.zhibu.platform.security.Role;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whom things concern. */
@Component
class People {

    private final Holders holders;

    People(Holders holders) {
        this.holders = holders;
    }

    /** The secretary and the clerks of the branch. */
    Mono<Set<String>> branch(Scope scope) {
        return Mono.zip(holders.nearest(Role.SECRETARY, scope), holders.nearest(Role.CLERK, scope))
                .map(both -> joined(both.getT1(), both.getT2()));
    }

    /**
     * Those who may really review a report: at the nearest unit upwards where anybody is neither its author nor its
     * submitter nor enters for the branch.
     */
    Mono<Set<String>> reviewers(Scope scope, @Nullable String author, @Nullable String submitter) {
        return Mono.zip(
                        holders.ranked(Role.REVIEWER, scope),
                        holders.reaching(Role.SECRETARY, scope),
                        holders.reaching(Role.CLERK, scope))
                .map(all -> {
                    var partial = joined(all.getT2(), all.getT3());
                    return all.getT1().stream()
                            .map(level -> independent(level, partial, author, submitter))
                            .filter(level -> !level.isEmpty())
                            .findFirst()
                            .orElse(Set.of());
                });
    }

    /** Those of the superior who look after a branch: its nearest reviewers. */
    Mono<Set<String>> superior(Scope scope) {
        return holders.nearest(Role.REVIEWER, scope);
    }

    /** Who sees to it that roles are given rightly: administrators, auditors, and those whose branch it is. */
    Mono<Set<String>> watching(Scope scope) {
        return Mono.zip(
                        holders.reaching(Role.BUREAU_ADMIN, scope),
                        holders.reaching(Role.AUDITOR, scope),
                        branch(scope))
                .map(all -> joined(joined(all.getT1(), all.getT2()), all.getT3()));
    }

    private static Set<String> independent(
            Set<String> level, Set<String> partial, @Nullable String author, @Nullable String submitter) {
        return level.stream()
                .filter(account -> !partial.contains(account))
                .filter(account -> !account.equals(author) && !account.equals(submitter))
                .collect(Collectors.toSet());
    }

    static Set<String> joined(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    static Set<String> without(Set<String> all, @Nullable String one) {
        return one == null
                ? all
                : all.stream().filter(account -> !account.equals(one)).collect(Collectors.toSet());
    }
}

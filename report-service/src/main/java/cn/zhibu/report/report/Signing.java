package cn.zhibu.report.report;

import static cn.zhibu.report.report.ReportProblem.REVIEWER_NOT_NEAREST;
import static cn.zhibu.report.report.ReportProblem.SECRETARY_SUBMITS;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Holders;
import cn.zhibu.platform.security.Role;
import cn.zhibu.process.problem.Problem;
import cn.zhibu.report.name.Known;
import cn.zhibu.report.name.NameService;
import cn.zhibu.report.report.Report.Reviewer;
import cn.zhibu.report.report.Report.State;
import cn.zhibu.report.template.Signature;
import cn.zhibu.words.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which of those who can reach a report does what with it: whoever enters for the branch prepares it, its secretary submits
 * it, the nearest independent reviewers comment, return and accept it.
 */
@Component
class Signing {

    private static final Words THIS_BRANCH = new Words("本支部", "this branch");

    private final Holders holders;
    private final NameService names;
    private final Clock clock;

    Signing(Holders holders, NameService names, Clock clock) {
        this.holders = holders;
        this.names = names;
        this.clock = clock;
    }

    enum Act {
        WRITE,
        SUBMIT,
        COMMENT,
        RETURN,
        ACCEPT
    }

    static Reviewer reviewer(Report report, Caller caller) {
        return new Reviewer(caller.account(), caller.may(Capability.ENTER, report.scope()));
    }

    /** The branch's own secretaries; where it has none, those of the nearest unit above. */
    Mono<Set<String>> secretaries(Report report) {
        return holders.nearest(Role.SECRETARY, report.scope());
    }

    Mono<Void> requireSecretary(Report report, Caller caller) {
        return signs(report, caller).flatMap(signs -> signs ? Mono.empty() : Mono.error(SECRETARY_SUBMITS.of()));
    }

    private Mono<Boolean> signs(Report report, Caller caller) {
        return caller.rolesAt(report.scope()).contains(Role.SECRETARY)
                ? secretaries(report).map(there -> there.contains(caller.account()))
                : Mono.just(false);
    }

    /** Who signs the paper: whoever submitted it; before, the branch's secretary where there is exactly one. */
    Mono<Signature> signature(Report report, Known known, Caller caller) {
        var course = report.course();
        var pinned = report.open() ? null : course.pinned();
        var on = pinned == null ? null : LocalDate.ofInstant(pinned.at(), clock.getZone());
        var unit = Objects.requireNonNullElse(known.name(report.scope().unit()), THIS_BRANCH);
        return signer(report)
                .flatMap(account -> names.person(account, caller))
                .map(name -> new Signature(unit, name, on))
                .defaultIfEmpty(new Signature(unit, null, on));
    }

    private Mono<String> signer(Report report) {
        var submitter = report.open() ? null : report.course().submitter();
        return submitter != null
                ? Mono.just(submitter)
                : secretaries(report)
                        .filter(all -> all.size() == 1)
                        .map(all -> all.iterator().next());
    }

    /** Only who may review at all, is independent and stands nearest to the branch. */
    Mono<Void> requireTurn(Report report, Caller caller) {
        var objection = report.objection(reviewer(report, caller));
        return objection != null
                ? Mono.error(objection)
                : nearest(report)
                        .flatMap(nearest -> nearest.contains(caller.account())
                                ? Mono.empty()
                                : Mono.error(REVIEWER_NOT_NEAREST.of()));
    }

    /** What the caller may do with the report as it stands. */
    Mono<List<Act>> acts(Report report, Caller caller) {
        if (report.open()) {
            return caller.may(Capability.ENTER, report.scope())
                    ? signs(report, caller).map(signs -> signs ? List.of(Act.WRITE, Act.SUBMIT) : List.of(Act.WRITE))
                    : Mono.just(List.of());
        }
        if (report.course().state() != State.SUBMITTED || !caller.may(Capability.REVIEW, report.scope())) {
            return Mono.just(List.of());
        }
        return requireTurn(report, caller)
                .thenReturn(List.of(Act.COMMENT, Act.RETURN, Act.ACCEPT))
                .onErrorReturn(Problem.class, List.of());
    }

    /** Those at the first unit upwards where anybody is neither author nor submitter nor enters for the branch. */
    private Mono<Set<String>> nearest(Report report) {
        var scope = report.scope();
        return Mono.zip(
                        holders.ranked(Role.REVIEWER, scope),
                        holders.reaching(Role.SECRETARY, scope),
                        holders.reaching(Role.CLERK, scope))
                .map(all -> {
                    var partial = new HashSet<>(all.getT2());
                    partial.addAll(all.getT3());
                    return all.getT1().stream()
                            .map(level -> level.stream()
                                    .filter(account -> !partial.contains(account))
                                    .filter(account -> report.independent(new Reviewer(account, false)))
                                    .collect(Collectors.toSet()))
                            .filter(level -> !level.isEmpty())
                            .findFirst()
                            .orElse(Set.of());
                });
    }
}

package cn.zhibu.report.report;

import static cn.zhibu.report.report.ReportProblem.REPORT_NOT_FOUND;
import static cn.zhibu.report.report.ReportProblem.REVIEWER_NOT_NEAREST;

import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Holders;
import cn.zhibu.platform.security.Role;
import cn.zhibu.report.catalogue.CatalogueService.Language;
import cn.zhibu.report.claim.ClaimService.Sentence;
import cn.zhibu.report.report.Report.Acceptance;
import cn.zhibu.report.report.Report.Comment;
import cn.zhibu.report.report.Report.Reviewer;
import java.time.Clock;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for the review: comments, return, acceptance. */
@Service
public class ReviewService {

    private final Drafts drafts;
    private final UnitNames names;
    private final Holders holders;
    private final Changes changes;
    private final Clock clock;

    ReviewService(Drafts drafts, UnitNames names, Holders holders, Changes changes, Clock clock) {
        this.holders = holders;
        this.drafts = drafts;
        this.names = names;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Report> comment(String id, String sentence, String text, Caller caller) {
        return reviewed(id, caller)
                .decideWith(report -> changes.newId().map(comment -> {
                    var sentences = report.course().pinned() == null
                            ? java.util.Set.<String>of()
                            : ReportService.pinned(report).sentences().stream()
                                    .map(Sentence::id)
                                    .collect(Collectors.toSet());
                    var remark = new Comment(
                            comment,
                            sentence,
                            text,
                            caller.account(),
                            report.course().round(),
                            clock.instant());
                    return report.comment(remark, sentences, reviewer(report, caller));
                }));
    }

    Mono<Report> giveBack(String id, String reason, Caller caller) {
        return reviewed(id, caller).decideWith(report -> {
            var reviewer = reviewer(report, caller);
            var objection = report.objection(reviewer);
            return objection == null
                    ? inTurn(report, caller).then(Mono.fromCallable(() -> report.giveBack(reason, reviewer)))
                    : Mono.error(objection);
        });
    }

    /** Renders the Word file once, keeps it under its hash, and seals both hashes with the acceptance. */
    Mono<Report> accept(String id, Caller caller) {
        return reviewed(id, caller).decideWith(report -> {
            var reviewer = reviewer(report, caller);
            var objection = report.objection(reviewer);
            return objection == null
                    ? inTurn(report, caller).then(Mono.defer(() -> sealed(report, reviewer, caller)))
                    : Mono.error(objection);
        });
    }

    /**
     * Only the nearest reviewers decide: those at the first unit upwards where anybody is neither author nor submitter nor
     * enters for the branch.
     */
    private Mono<Void> inTurn(Report report, Caller caller) {
        var scope = report.scope();
        return Mono.zip(
                        holders.ranked(Role.REVIEWER, scope),
                        holders.reaching(Role.SECRETARY, scope),
                        holders.reaching(Role.CLERK, scope))
                .flatMap(all -> {
                    var partial = new HashSet<>(all.getT2());
                    partial.addAll(all.getT3());
                    var nearest = all.getT1().stream()
                            .map(level -> level.stream()
                                    .filter(account -> !partial.contains(account))
                                    .filter(account -> report.independent(new Reviewer(account, false)))
                                    .collect(Collectors.toSet()))
                            .filter(level -> !level.isEmpty())
                            .findFirst()
                            .orElse(Set.of());
                    return nearest.contains(caller.account()) ? Mono.empty() : Mono.error(REVIEWER_NOT_NEAREST.of());
                });
    }

    private Mono<Change<Report>> sealed(Report report, Reviewer reviewer, Caller caller) {
        var pinned = Objects.requireNonNull(report.course().pinned());
        var content = ReportService.pinned(report);
        return names.seenBy(caller)
                .flatMap(known -> drafts.word(report, content, known, Language.ZH))
                .flatMap(drafts::keep)
                .map(documentHash -> new Acceptance(
                        Canonical.hash(report, pinned), documentHash, reviewer.account(), clock.instant()))
                .map(acceptance -> report.accept(acceptance, reviewer));
    }

    private Acting<Report> reviewed(String id, Caller caller) {
        return changes.on(Report.class, id)
                .visible(report -> caller.may(Capability.REVIEW, report.scope()), () -> REPORT_NOT_FOUND.of(id));
    }

    private static Reviewer reviewer(Report report, Caller caller) {
        return new Reviewer(caller.account(), caller.may(Capability.ENTER, report.scope()));
    }
}

package cn.zhibu.report.report;

import static cn.zhibu.report.report.ReportProblem.REPORT_NOT_FOUND;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.report.name.NameService;
import cn.zhibu.report.report.Report.Acceptance;
import cn.zhibu.report.report.Report.Comment;
import cn.zhibu.report.report.Report.Reviewer;
import cn.zhibu.report.template.Copy;
import cn.zhibu.words.Language;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for the review: comments, return, acceptance. */
@Service
public class ReviewService {

    private final Drafts drafts;
    private final NameService names;
    private final Signing signing;
    private final Changes changes;
    private final Clock clock;

    ReviewService(Drafts drafts, NameService names, Signing signing, Changes changes, Clock clock) {
        this.drafts = drafts;
        this.names = names;
        this.signing = signing;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Report> comment(String id, String sentence, String text, Caller caller) {
        return inTurn(
                id,
                caller,
                report -> changes.newId().map(comment -> {
                    var sentences = report.course().pinned() == null
                            ? Set.<String>of()
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
                    return report.comment(remark, sentences, Signing.reviewer(report, caller));
                }));
    }

    Mono<Report> giveBack(String id, String reason, Caller caller) {
        return inTurn(
                id,
                caller,
                report -> Mono.fromCallable(() -> report.giveBack(reason, Signing.reviewer(report, caller))));
    }

    /** Renders both Word files once, keeps them under their hashes, and seals all hashes with the acceptance. */
    Mono<Report> accept(String id, Caller caller) {
        return inTurn(id, caller, report -> sealed(report, Signing.reviewer(report, caller), caller));
    }

    private Mono<Change<Report>> sealed(Report report, Reviewer reviewer, Caller caller) {
        var pinned = Objects.requireNonNull(report.course().pinned());
        var content = ReportService.pinned(report);
        return names.seenBy(List.of(report.scope().unit()), caller)
                .flatMap(known -> signing.signature(report, known, caller))
                .flatMap(signature -> Mono.zip(
                        drafts.word(report, content, signature, Copy.CLEAN, Language.ZH, caller)
                                .flatMap(drafts::keep),
                        drafts.word(report, content, signature, Copy.EVIDENCE, Language.ZH, caller)
                                .flatMap(drafts::keep)))
                .map(kept -> new Acceptance(
                        Canonical.hash(report, pinned),
                        kept.getT1(),
                        kept.getT2(),
                        reviewer.account(),
                        clock.instant()))
                .map(acceptance -> report.accept(acceptance, reviewer));
    }

    private Mono<Report> inTurn(String id, Caller caller, Function<Report, Mono<Change<Report>>> decision) {
        return changes.on(Report.class, id)
                .visible(report -> caller.may(Capability.REVIEW, report.scope()), () -> REPORT_NOT_FOUND.of(id))
                .decideWith(
                        report -> signing.requireTurn(report, caller).then(Mono.defer(() -> decision.apply(report))));
    }
}

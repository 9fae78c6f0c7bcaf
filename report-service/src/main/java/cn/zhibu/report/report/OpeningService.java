package cn.zhibu.report.report;

import static cn.zhibu.report.report.ReportProblem.BRANCH_NOT_FOUND;

import cn.zhibu.catalogue.Outline;
import cn.zhibu.catalogue.Outline.Span;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.report.report.Report.Subject;
import cn.zhibu.report.report.Report.Term;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Which reports a branch can open: for each template the years or terms, and the reports that are there already. */
@Service
public class OpeningService {

    private static final int YEARS = 3;

    private final Drafts drafts;
    private final Reports reports;
    private final Clock clock;

    OpeningService(Drafts drafts, Reports reports, Clock clock) {
        this.drafts = drafts;
        this.reports = reports;
        this.clock = clock;
    }

    /** The choices of one template, newest first. */
    record Opening(Outline outline, List<Choice> choices) {}

    /** @param report id of the one that was opened already */
    record Choice(Subject subject, @Nullable String report) {}

    Mono<List<Opening>> openings(String unit, Caller caller) {
        return drafts.branch(unit, caller)
                .switchIfEmpty(Mono.error(() -> BRANCH_NOT_FOUND.of(unit)))
                .flatMap(branch -> Mono.zip(
                        drafts.terms(branch, caller), reports.ofUnit(unit).collectList()))
                .map(known -> drafts.outlines().stream()
                        .map(outline -> new Opening(outline, choices(outline, known.getT1(), known.getT2(), caller)))
                        .toList());
    }

    private List<Choice> choices(Outline outline, List<Term> terms, List<Report> there, Caller caller) {
        var subjects = new ArrayList<Subject>();
        var today = LocalDate.now(clock);
        if (outline.period() == Span.YEAR) {
            for (int year = today.getYear(); year > today.getYear() - YEARS; year--) {
                subjects.add(Subject.ofYear(outline.id(), year, caller.account()));
            }
        } else {
            terms.stream()
                    .filter(term -> !term.from().isAfter(today))
                    .map(term -> new Subject(outline.id(), term.until().getYear(), caller.account(), term))
                    .forEach(subjects::add);
        }
        return subjects.stream()
                .map(subject -> new Choice(subject, opened(subject, there)))
                .toList();
    }

    private static @Nullable String opened(Subject subject, List<Report> there) {
        return there.stream()
                .filter(report -> report.subject().template().equals(subject.template()))
                .filter(report -> Objects.equals(committee(report.subject()), committee(subject)))
                .filter(report -> subject.term() != null || report.subject().year() == subject.year())
                .findFirst()
                .map(Report::id)
                .orElse(null);
    }

    private static @Nullable String committee(Subject subject) {
        var term = subject.term();
        return term == null ? null : term.committee();
    }
}

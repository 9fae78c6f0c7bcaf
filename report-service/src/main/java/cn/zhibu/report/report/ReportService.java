package cn.zhibu.report.report;

import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;
import static cn.zhibu.report.report.ReportProblem.BRANCH_NOT_FOUND;
import static cn.zhibu.report.report.ReportProblem.FIGURE_NOT_FOUND;
import static cn.zhibu.report.report.ReportProblem.NEVER_SUBMITTED;
import static cn.zhibu.report.report.ReportProblem.NOT_A_BRANCH;
import static cn.zhibu.report.report.ReportProblem.REPORT_EXISTS;
import static cn.zhibu.report.report.ReportProblem.REPORT_NOT_FOUND;
import static cn.zhibu.report.report.ReportProblem.SECTION_NOT_FOUND;
import static cn.zhibu.report.report.ReportProblem.SENTENCE_NOT_FOUND;
import static cn.zhibu.report.report.ReportProblem.TERM_MISSING;
import static cn.zhibu.report.report.ReportProblem.TERM_NOT_REPORTABLE;
import static cn.zhibu.report.report.ReportProblem.YEAR_MISSING;
import static cn.zhibu.report.report.ReportProblem.YEAR_NOT_REPORTABLE;

import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.catalogue.CatalogueService.Language;
import cn.zhibu.report.catalogue.CatalogueService.Span;
import cn.zhibu.report.catalogue.CatalogueService.Words;
import cn.zhibu.report.claim.ClaimService.Content;
import cn.zhibu.report.claim.ClaimService.Figure;
import cn.zhibu.report.claim.ClaimService.Kind;
import cn.zhibu.report.claim.ClaimService.Proof;
import cn.zhibu.report.report.Differences.Difference;
import cn.zhibu.report.report.Report.State;
import cn.zhibu.report.report.Report.Subject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for reports: opening, writing, submitting, reading. */
@Service
public class ReportService {

    private static final int FIRST_YEAR = 2000;

    private final Reports reports;
    private final Changes changes;
    private final Drafts drafts;
    private final UnitNames names;
    private final Clock clock;

    ReportService(Reports reports, Changes changes, Drafts drafts, UnitNames names, Clock clock) {
        this.reports = reports;
        this.changes = changes;
        this.drafts = drafts;
        this.names = names;
        this.clock = clock;
    }

    /** A report as it is shown: pinned or live, and what has changed since it was pinned. */
    record Shown(Report report, Content content, List<Difference> differences) {}

    /** A figure of a sentence with the days it looks at. */
    record Cited(String sentence, Figure figure, LocalDate from, LocalDate until, Map<String, Words> units) {

        /** What the quantity of a record is counted in, as people say it. */
        Words unitOf(Proof proof) {
            return units.getOrDefault(proof.unit(), new Words(proof.unit(), proof.unit()));
        }
    }

    /** A Word file with the name it is saved under. */
    record Word(String name, byte[] bytes) {}

    Mono<Page<Report>> list(
            @Nullable String unit, @Nullable State state, @Nullable Integer year, PageQuery page, Caller caller) {
        var reach = caller.reach(READ);
        var states = (state == null ? Arrays.stream(State.values()) : java.util.stream.Stream.of(state))
                .map(State::name)
                .toList();
        int from = year == null ? 0 : year;
        int to = year == null ? Integer.MAX_VALUE : year;
        var newest = Sort.by(Sort.Order.desc("subject.year"), Sort.Order.asc("id"));
        return reports.list(reach, states, from, to, PageRequest.of(0, Page.COUNTED + 1, newest))
                .filter(report -> unit == null || report.scope().ancestors().contains(unit))
                .collectList()
                .map(found -> Page.of(
                        found.stream().skip(page.skip()).limit(page.size()).toList(), found.size(), page));
    }

    /** Opens the report of a branch on a year, or on the term of the committee named. */
    Mono<Report> open(String unit, String template, @Nullable Integer year, @Nullable String term, Caller caller) {
        var span = drafts.span(template);
        if (span == Span.YEAR) {
            requireReportable(year);
        } else if (term == null) {
            throw TERM_MISSING.at("/term");
        }
        return drafts.branch(unit, caller)
                .filter(branch -> caller.may(ENTER, branch.scope()))
                .switchIfEmpty(Mono.error(() -> BRANCH_NOT_FOUND.at("/unit", unit)))
                .filter(branch -> branch.kind().equals("BRANCH"))
                .switchIfEmpty(Mono.error(() -> NOT_A_BRANCH.at("/unit", unit)))
                .flatMap(branch -> Mono.zip(
                                changes.newId(),
                                span == Span.YEAR
                                        ? Mono.just(Subject.ofYear(
                                                template, Objects.requireNonNull(year), caller.account()))
                                        : ofTerm(branch, template, Objects.requireNonNull(term), caller))
                        .flatMap(known -> requireFresh(unit, known.getT1(), known.getT2())
                                .then(Mono.defer(() ->
                                        changes.save(Report.open(known.getT1(), branch.scope(), known.getT2()))))));
    }

    private void requireReportable(@Nullable Integer year) {
        if (year == null) {
            throw YEAR_MISSING.at("/year");
        }
        if (year < FIRST_YEAR || year > LocalDate.now(clock).getYear()) {
            throw YEAR_NOT_REPORTABLE.at("/year", Integer.toString(year));
        }
    }

    private Mono<Subject> ofTerm(Unit branch, String template, String committee, Caller caller) {
        return drafts.terms(branch, caller)
                .flatMapIterable(terms -> terms)
                .filter(term -> term.committee().equals(committee))
                .filter(term -> !term.from().isAfter(LocalDate.now(clock)))
                .next()
                .map(term -> new Subject(template, term.until().getYear(), caller.account(), term))
                .switchIfEmpty(Mono.error(() -> TERM_NOT_REPORTABLE.at("/term", committee)));
    }

    private Mono<Void> requireFresh(String unit, String id, Subject subject) {
        var term = subject.term();
        var exists = term == null
                ? reports.ofYear(unit, subject.template(), subject.year(), id)
                : reports.ofTerm(unit, subject.template(), term.committee(), id);
        return exists.flatMap(there -> there ? Mono.error(REPORT_EXISTS.of(named(subject))) : Mono.empty());
    }

    /** The year, or the first and last month of the term. */
    private static String named(Subject subject) {
        var term = subject.term();
        return term == null
                ? Integer.toString(subject.year())
                : YearMonth.from(term.from()) + "/" + YearMonth.from(term.until());
    }

    Mono<Report> write(String id, String section, String text, Caller caller) {
        return entered(id, caller).decide(report -> {
            if (!drafts.hasSection(report, section)) {
                throw SECTION_NOT_FOUND.of(section);
            }
            return report.write(section, text);
        });
    }

    Mono<Report> submit(String id, Caller caller) {
        return entered(id, caller)
                .decideWith(report -> names.seenBy(caller)
                        .flatMap(known -> drafts.compose(report, known, caller))
                        .map(content ->
                                report.submit(caller.account(), drafts.snapshot(report, content), evidenced(content))));
    }

    Mono<Shown> one(String id, Caller caller) {
        return readable(id, caller).flatMap(report -> shown(report, caller));
    }

    Mono<List<Difference>> differences(String id, Caller caller) {
        return readable(id, caller)
                .filter(report -> report.course().pinned() != null)
                .switchIfEmpty(Mono.error(NEVER_SUBMITTED::of))
                .flatMap(report -> shown(report, caller))
                .map(Shown::differences);
    }

    /** What stands behind one figure: of the pinned sentence once it is submitted, of the live one before. */
    Mono<Cited> evidence(String id, String sentence, String figure, Caller caller) {
        return one(id, caller).map(shown -> {
            var found = shown.content().sentence(sentence).orElseThrow(() -> SENTENCE_NOT_FOUND.of(sentence));
            var cited = found.figures().stream()
                    .filter(each -> each.id().equals(figure))
                    .findFirst()
                    .orElseThrow(() -> FIGURE_NOT_FOUND.of(figure));
            var period = shown.report().subject().period();
            var units = drafts.unitNames(cited.records());
            return new Cited(sentence, cited, period.first(cited.window()), period.last(cited.window()), units);
        });
    }

    /** The accepted file itself, or the report as it stands today, set as it would be. */
    Mono<Word> document(String id, Language language, Caller caller) {
        return readable(id, caller).flatMap(report -> {
            var acceptance = report.course().acceptance();
            if (acceptance != null) {
                return drafts.kept(acceptance.documentHash()).map(bytes -> new Word(name(report), bytes));
            }
            return Mono.zip(shown(report, caller), names.forScreen(caller))
                    .flatMap(both -> drafts.word(report, both.getT1().content(), both.getT2(), language))
                    .map(bytes -> new Word(name(report), bytes));
        });
    }

    /** The pinned content of what was submitted. */
    static Content pinned(Report report) {
        var pinned = report.course().pinned();
        if (pinned == null) {
            throw NEVER_SUBMITTED.of();
        }
        return Canonical.read(pinned.content());
    }

    private Mono<Shown> shown(Report report, Caller caller) {
        var pinned = report.course().pinned();
        return names.forScreen(caller)
                .flatMap(known -> drafts.compose(report, known, caller))
                .map(live -> {
                    var before = pinned == null ? live : Canonical.read(pinned.content());
                    var differences = Differences.between(before, live);
                    return new Shown(report, report.open() ? live : before, differences);
                });
    }

    private static boolean evidenced(Content content) {
        return content.sentences().stream().anyMatch(sentence -> sentence.kind() == Kind.CLAIM);
    }

    private Mono<Report> readable(String id, Caller caller) {
        return reports.findById(id)
                .filter(report -> caller.may(READ, report.scope()))
                .switchIfEmpty(Mono.error(() -> REPORT_NOT_FOUND.of(id)));
    }

    private Acting<Report> entered(String id, Caller caller) {
        return changes.on(Report.class, id)
                .visible(report -> caller.may(ENTER, report.scope()), () -> REPORT_NOT_FOUND.of(id));
    }

    private static String name(Report report) {
        return "report-" + report.subject().year() + "-" + report.id() + ".docx";
    }
}

package cn.zhibu.report.report;

import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;
import static cn.zhibu.report.report.ReportProblem.BRANCH_NOT_FOUND;
import static cn.zhibu.report.report.ReportProblem.EDITION_NOT_FOUND;
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

import cn.zhibu.catalogue.Outline.Span;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.Figure;
import cn.zhibu.report.content.Proof;
import cn.zhibu.report.content.SectionContent;
import cn.zhibu.report.content.Sentence.Kind;
import cn.zhibu.report.name.NameService;
import cn.zhibu.report.report.Differences.Difference;
import cn.zhibu.report.report.Report.State;
import cn.zhibu.report.report.Report.Subject;
import cn.zhibu.report.template.Copy;
import cn.zhibu.report.writing.Edition;
import cn.zhibu.report.writing.EditionService;
import cn.zhibu.report.writing.Written;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for reports: opening, writing, submitting, reading. */
@Service
public class ReportService {

    private static final int FIRST_YEAR = 2000;

    private final Reports reports;
    private final Changes changes;
    private final Drafts drafts;
    private final NameService names;
    private final Signing signing;
    private final EditionService editions;
    private final Clock clock;

    ReportService(
            Reports reports,
            Changes changes,
            Drafts drafts,
            NameService names,
            Signing signing,
            EditionService editions,
            Clock clock) {
        this.reports = reports;
        this.changes = changes;
        this.drafts = drafts;
        this.names = names;
        this.signing = signing;
        this.editions = editions;
        this.clock = clock;
    }

    /**
     * A report as it is shown: pinned or live, and what has changed since it was pinned.
     *
     * @param missing expected sections in which nothing stands
     * @param acts what the caller may do with it now
     */
    record Shown(
            Report report,
            Content content,
            List<Difference> differences,
            List<SectionContent> missing,
            List<Signing.Act> acts) {}

    /** A figure of a sentence with the days it looks at. */
    record Cited(String sentence, Figure figure, LocalDate from, LocalDate until, Map<String, Words> measureUnits) {

        /** What the quantity of a record is counted in, as people say it. */
        Words measureUnitOf(Proof proof) {
            return measureUnits.getOrDefault(proof.measureUnit(), new Words(proof.measureUnit(), proof.measureUnit()));
        }
    }

    /** A Word file with the name it is saved under. */
    record Word(String name, byte[] bytes) {}

    Mono<Page<Report>> list(
            @Nullable String unit, @Nullable State state, @Nullable Integer year, PageQuery page, Caller caller) {
        return reports.find(new Reports.Wanted(unit, state, year), page, caller);
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

    /** Writes a text; the editions before and after are kept first, so that the event can name them. */
    Mono<Report> write(String id, String section, String text, Caller caller) {
        return entered(id, caller).decideWith(report -> {
            if (!drafts.hasSection(report, section)) {
                return Mono.error(SECTION_NOT_FOUND.of(section));
            }
            if (!report.changes(section, text)) {
                return Mono.just(Change.of(report));
            }
            var old = report.texts().getOrDefault(section, "");
            var written = new Written(id, section, text.strip(), caller.account(), clock.instant());
            return editions.changed(old, written).map(pair -> report.write(section, pair.before(), pair.after()));
        });
    }

    /** A text as it was written once, for whoever may read the report. */
    Mono<Edition> edition(String id, String section, String edition, Caller caller) {
        return readable(id, caller)
                .flatMap(report -> editions.one(id, section, edition))
                .switchIfEmpty(Mono.error(() -> EDITION_NOT_FOUND.of(edition)));
    }

    /** Submitted by the branch's secretary, whoever prepared it. */
    Mono<Report> submit(String id, Caller caller) {
        return entered(id, caller)
                .decideWith(report -> signing.requireSecretary(report, caller)
                        .then(Mono.defer(() -> drafts.compose(report, units -> names.seenBy(units, caller), caller)))
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
    Mono<Cited> sources(String id, String sentence, String figure, Caller caller) {
        return one(id, caller).map(shown -> {
            var found = shown.content().sentence(sentence).orElseThrow(() -> SENTENCE_NOT_FOUND.of(sentence));
            var cited = found.figures().stream()
                    .filter(each -> each.id().equals(figure))
                    .findFirst()
                    .orElseThrow(() -> FIGURE_NOT_FOUND.of(figure));
            var period = shown.report().subject().period();
            var measureUnits = drafts.measureUnits(cited.records());
            return new Cited(sentence, cited, period.first(cited.window()), period.last(cited.window()), measureUnits);
        });
    }

    /** The accepted file itself, or the report as it stands today, set as it would be. */
    Mono<Word> document(String id, Copy copy, Language language, Caller caller) {
        return readable(id, caller).flatMap(report -> {
            var acceptance = report.course().acceptance();
            var shown = acceptance == null ? language : Language.ZH;
            return names.forScreen(List.of(report.scope().unit()), caller)
                    .flatMap(known -> signing.signature(report, known, caller))
                    .flatMap(signature -> (acceptance == null
                                    ? shown(report, caller)
                                            .flatMap(now -> drafts.word(
                                                    report, now.content(), signature, copy, language, caller))
                                    : drafts.kept(acceptance.paper(copy)))
                            .map(bytes -> new Word(drafts.fileName(report, signature, copy, shown), bytes)));
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
        return drafts.compose(report, units -> names.forScreen(units, caller), caller)
                .zipWith(signing.acts(report, caller), (live, acts) -> {
                    var before = pinned == null ? live : Canonical.read(pinned.content());
                    var shown = report.open() ? live : before;
                    return new Shown(
                            report, shown, Differences.between(before, live), drafts.missing(report, shown), acts);
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
}

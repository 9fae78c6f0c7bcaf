package cn.zhibu.report.report;

import static cn.zhibu.report.report.ReportProblem.BRANCH_NOT_FOUND;
import static cn.zhibu.report.report.ReportProblem.TEMPLATE_NOT_FOUND;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Outline;
import cn.zhibu.catalogue.Outline.Span;
import cn.zhibu.catalogue.Section;
import cn.zhibu.directory.DirectoryService;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Unit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.report.claim.ClaimService;
import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.Proof;
import cn.zhibu.report.content.SectionContent;
import cn.zhibu.report.content.Sentence;
import cn.zhibu.report.content.Sentence.Kind;
import cn.zhibu.report.duty.DutyService;
import cn.zhibu.report.name.Known;
import cn.zhibu.report.name.TopicService;
import cn.zhibu.report.report.Report.Snapshot;
import cn.zhibu.report.report.Report.Term;
import cn.zhibu.report.template.Copy;
import cn.zhibu.report.template.Manuscript;
import cn.zhibu.report.template.Signature;
import cn.zhibu.report.template.TemplateService;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a report says today: the claims with what the branch wrote itself, ready to be shown, pinned or set. */
@Component
class Drafts {

    private final CatalogueService catalogue;
    private final DirectoryService units;
    private final ClaimService claims;
    private final DutyService duties;
    private final TemplateService templates;
    private final TopicService topics;
    private final Clock clock;

    Drafts(
            CatalogueService catalogue,
            DirectoryService units,
            ClaimService claims,
            DutyService duties,
            TemplateService templates,
            TopicService topics,
            Clock clock) {
        this.catalogue = catalogue;
        this.units = units;
        this.claims = claims;
        this.duties = duties;
        this.templates = templates;
        this.topics = topics;
        this.clock = clock;
    }

    /** What a report of this template covers. */
    Span span(String template) {
        return catalogue
                .outline(template)
                .map(Outline::period)
                .orElseThrow(() -> TEMPLATE_NOT_FOUND.at("/template", template));
    }

    Collection<Outline> outlines() {
        return catalogue.outlines();
    }

    /** The terms of a branch's committees, newest first. */
    Mono<List<Term>> terms(Unit branch, Caller caller) {
        return units.shapes(List.of(branch), caller)
                .map(shapes ->
                        shapes.stream().flatMap(shape -> terms(shape).stream()).toList());
    }

    /** A term lasts its years; a committee that was formed before has ended it early. */
    static List<Term> terms(Shape shape) {
        return shape.committees().stream()
                .map(committee -> {
                    var until = shape.after(committee)
                            .map(next -> next.on().minusDays(1))
                            .filter(before -> before.isBefore(committee.termEnd()))
                            .orElse(committee.termEnd());
                    return new Term(committee.id(), committee.on(), until, committee.termYears());
                })
                .sorted(Comparator.comparing(Term::from).reversed())
                .toList();
    }

    boolean hasSection(Report report, String section) {
        return outline(report).sections().stream().anyMatch(each -> each.id().equals(section));
    }

    Mono<Unit> branch(String unit, Caller caller) {
        return units.unit(unit, caller);
    }

    /** What is known today, with the texts that the branch wrote itself at the end of each section. */
    Mono<Content> compose(Report report, Function<Collection<String>, Mono<Known>> naming, Caller caller) {
        return branch(report.scope().unit(), caller)
                .switchIfEmpty(
                        Mono.error(() -> BRANCH_NOT_FOUND.of(report.scope().unit())))
                .flatMap(branch ->
                        claims.compose(outline(report), branch, report.subject().period(), naming, caller))
                .map(content -> withTexts(content, outline(report), report.texts()));
    }

    Snapshot snapshot(Report report, Content content) {
        var versions = new HashMap<>(duties.versions());
        versions.put(outline(report).id(), outline(report).version());
        return new Snapshot(Canonical.of(content), versions, clock.instant());
    }

    /** A paper of the report; the index of the copy with evidence names what each meeting was about. */
    Mono<byte[]> word(
            Report report, Content content, Signature signature, Copy copy, Language language, Caller caller) {
        var days = report.subject().period();
        var told = copy == Copy.EVIDENCE
                ? topics.ofBranch(report.scope().unit(), days.from(), days.until(), caller)
                : Mono.just(Map.<String, String>of());
        return told.flatMap(known -> templates.word(
                new Manuscript(outline(report), content, signature, days.until(), known), copy, language));
    }

    /** The name a paper is saved under: what it is, of whom, on which time. */
    String fileName(Report report, Signature signature, Copy copy, Language language) {
        var subject = report.subject();
        var kind = outline(report).names();
        return subject.term() == null
                ? TemplateService.fileName(signature.unit(), kind, subject.year(), copy, language)
                : TemplateService.fileName(signature.unit(), kind, subject.period(), copy, language);
    }

    /** Sections that a complete report has something in and this one has not. */
    List<SectionContent> missing(Report report, Content content) {
        var expected = outline(report).sections().stream()
                .filter(Section::expected)
                .map(Section::id)
                .toList();
        return content.sections().stream()
                .filter(section -> expected.contains(section.id()))
                .filter(section -> section.sentences().stream().allMatch(sentence -> sentence.kind() == Kind.FIXED))
                .toList();
    }

    /** What the quantities of these records are counted in. */
    Map<String, Words> measureUnits(List<Proof> proofs) {
        var names = new HashMap<String, Words>();
        proofs.forEach(proof -> names.put(
                proof.measureUnit(), catalogue.measureUnit(proof.measureUnit()).names()));
        return names;
    }

    Mono<String> keep(byte[] word) {
        return templates.keep(word);
    }

    Mono<byte[]> kept(String hash) {
        return templates.kept(hash);
    }

    /** A section that nothing else stands in appears as soon as something is written in it. */
    static Content withTexts(Content content, Outline outline, Map<String, String> texts) {
        var sections = new ArrayList<SectionContent>();
        for (var section : outline.sections()) {
            var composed = content.sections().stream()
                    .filter(each -> each.id().equals(section.id()))
                    .findFirst();
            var text = texts.get(section.id());
            if (composed.isEmpty() && text == null) {
                continue;
            }
            var sentences =
                    new ArrayList<>(composed.map(SectionContent::sentences).orElse(List.of()));
            if (text != null) {
                sentences.addAll(written(section.id(), text, sentences));
            }
            sections.add(new SectionContent(section.id(), section.level(), section.title(), List.copyOf(sentences)));
        }
        return new Content(content.title(), SectionContent.numbered(sections));
    }

    private static List<Sentence> written(String section, String text, List<Sentence> above) {
        int paragraph = above.stream().mapToInt(Sentence::paragraph).max().orElse(0);
        var sentences = new ArrayList<Sentence>();
        for (var line : text.split("\\R+")) {
            var id = section + ".text-" + (sentences.size() + 1);
            sentences.add(Sentence.written(id, line, ++paragraph));
        }
        return sentences;
    }

    private Outline outline(Report report) {
        var template = report.subject().template();
        return catalogue.outline(template).orElseThrow(() -> TEMPLATE_NOT_FOUND.of(template));
    }
}

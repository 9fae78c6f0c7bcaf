package cn.zhibu.report.template;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.report.catalogue.CatalogueService;
import cn.zhibu.report.catalogue.CatalogueService.Language;
import cn.zhibu.report.catalogue.CatalogueService.Outline;
import cn.zhibu.report.catalogue.CatalogueService.Words;
import cn.zhibu.report.claim.ClaimService.Content;
import cn.zhibu.report.claim.ClaimService.Period;
import cn.zhibu.report.duty.DutyService;
import cn.zhibu.report.duty.DutyService.Asked;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes Word documents out of papers. */
@Service
public class TemplateService {

    private final ReportRenderer renderer;
    private final CatalogueService catalogue;
    private final DutyService duties;
    private final StoredPapers papers;
    private final Changes changes;

    TemplateService(
            ReportRenderer renderer,
            CatalogueService catalogue,
            DutyService duties,
            StoredPapers papers,
            Changes changes) {
        this.renderer = renderer;
        this.catalogue = catalogue;
        this.duties = duties;
        this.papers = papers;
        this.changes = changes;
    }

    /** What a document says, without how it looks. {@code template} names the file that says how. */
    record Paper(
            String template,
            Language language,
            String title,
            String byline,
            List<Line> lines,
            @Nullable Annex annex,
            Properties properties) {}

    /** What a file says of itself. */
    record Properties(String title, String unit) {}

    /** How a line is set. */
    enum Style {
        HEADING_1,
        HEADING_2,
        SALUTATION,
        BODY,
        /** Stays on the page of the line that follows. */
        KEPT,
        SIGNATURE,
        DATE
    }

    /** One paragraph. */
    record Line(Style style, List<Run> runs) {

        static Line of(Style style, String text) {
            return new Line(style, List.of(new Run(text, null)));
        }

        Line as(Style other) {
            return new Line(other, runs);
        }
    }

    /** A stretch of text; {@code mark} is the number under which the annex lists its evidence, or says that there is none. */
    record Run(String text, @Nullable String mark) {}

    /** The index of evidence at the end, with the heads of its columns. */
    record Annex(String label, String title, List<String> heads, List<Exhibit> exhibits) {}

    /** What one figure rests on. */
    record Exhibit(int mark, String figure, List<Row> rows) {}

    /** One record, or several that read the same. */
    record Row(String date, String kind, String summary, String quantity) {}

    /** The Word file of a content, made on a thread that may wait. */
    public Mono<byte[]> word(Outline outline, Content content, Signature signature, Copy copy, Language language) {
        return Mono.fromCallable(() -> {
                    var papers = new Papers(catalogue, language, copy, rules());
                    return renderer.render(papers.paper(outline, content, signature));
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** The name under which the paper of a year is saved. */
    public static String fileName(Words unit, Words kind, int year, Copy copy, Language language) {
        return FileName.ofYear(unit, kind, year, copy, language);
    }

    /** The name under which the paper of a term is saved. */
    public static String fileName(Words unit, Words kind, Period term, Copy copy, Language language) {
        return FileName.ofTerm(unit, kind, term, copy, language);
    }

    /** Keeps a file for good; answers the SHA-256 under which it is found again. */
    public Mono<String> keep(byte[] bytes) {
        var paper = StoredPaper.of(bytes);
        return changes.project(paper, 1).thenReturn(paper.hash());
    }

    public Mono<byte[]> kept(String hash) {
        return papers.findById(hash).map(StoredPaper::bytes);
    }

    /** What the annex calls a rule: its text, regulation and article. */
    private Map<String, Words> rules() {
        return duties.rules().stream().collect(Collectors.toMap(Asked::id, TemplateService::cited, (one, same) -> one));
    }

    private static Words cited(Asked rule) {
        return new Words(
                rule.text().zh() + "（" + rule.regulation().zh() + "，"
                        + rule.article().zh() + "）",
                rule.text().en() + " (" + rule.regulation().en() + ", "
                        + rule.article().en() + ")");
    }
}

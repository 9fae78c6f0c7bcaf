package cn.zhibu.report.template;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.duty.Asked;
import cn.zhibu.report.duty.DutyService;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Makes Word documents out of papers. */
@Service
public class TemplateService {

    private final Press press;
    private final CatalogueService catalogue;
    private final DutyService duties;
    private final StoredPapers papers;
    private final Changes changes;

    TemplateService(Press press, CatalogueService catalogue, DutyService duties, StoredPapers papers, Changes changes) {
        this.press = press;
        this.catalogue = catalogue;
        this.duties = duties;
        this.papers = papers;
        this.changes = changes;
    }

    /** The Word file of a manuscript. */
    public Mono<byte[]> word(Manuscript manuscript, Copy copy, Language language) {
        return Mono.fromCallable(() -> new Papers(catalogue, language, copy, rules(manuscript.day())).paper(manuscript))
                .flatMap(press::print);
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

    /** What the annex calls a rule: its text, regulation and article, as they read on a day. */
    private Map<String, Words> rules(LocalDate day) {
        return duties.rules(day).stream().collect(Collectors.toMap(Asked::id, TemplateService::cited));
    }

    private static Words cited(Asked rule) {
        return new Words(
                rule.text().zh() + "（" + rule.regulation().zh() + "，"
                        + rule.article().zh() + "）",
                rule.text().en() + " (" + rule.regulation().en() + ", "
                        + rule.article().en() + ")");
    }
}

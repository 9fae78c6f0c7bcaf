package cn.zhibu.report.report;

import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.observe.Audit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Download;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.report.ReportView.Change;
import cn.zhibu.report.report.ReportView.SourcesView;
import cn.zhibu.report.report.ReportView.Summary;
import cn.zhibu.report.report.ReportView.View;
import cn.zhibu.report.template.Copy;
import cn.zhibu.report.writing.Edition;
import cn.zhibu.words.Language;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reports over HTTP: opening, reading, writing, submitting. */
@RestController
@RequestMapping("/api/report/v1/reports")
class ReportController {

    /** @param term the committee whose term is reported on, for the templates of a term; for the others a year */
    record Opening(
            @NotNull @Identifier String unit,
            @NotNull @Identifier String template,
            @CalendarYear @Nullable Integer year,
            @Identifier @Nullable String term) {}

    /** Without a text the section is empty again. */
    record Writing(@Size(max = 5000) @Nullable String text) {}

    /** A text as it was written once; {@code by} and {@code at} are unknown for one older than the first kept edition. */
    record EditionView(
            String id,
            String section,
            String text,
            @Nullable String by,
            @Nullable Instant at) {

        static EditionView of(Edition edition) {
            return new EditionView(edition.id(), edition.section(), edition.text(), edition.by(), edition.at());
        }
    }

    private final ReportService service;
    private final Audit audit;

    ReportController(ReportService service, Audit audit) {
        this.service = service;
        this.audit = audit;
    }

    @Reads
    @GetMapping
    Mono<Page<Summary>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) Report.@Nullable State state,
            @RequestParam(required = false) @CalendarYear @Nullable Integer year,
            PageQuery page,
            Caller caller) {
        return service.list(unit, state, year, page, caller).map(found -> found.map(Summary::of));
    }

    @Enters
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> open(@Valid @RequestBody Opening request, @Nullable Locale locale, Caller caller) {
        return service.open(request.unit(), request.template(), request.year(), request.term(), caller)
                .flatMap(report -> service.one(report.id(), caller))
                .map(shown -> View.of(shown, Language.of(locale)));
    }

    @Reads
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, @Nullable Locale locale, Caller caller) {
        return service.one(id, caller).map(shown -> View.of(shown, Language.of(locale)));
    }

    @Reads
    @GetMapping("/{id}/claims/{sentence}/sources")
    Mono<SourcesView> sources(
            @PathVariable String id,
            @PathVariable String sentence,
            @RequestParam(defaultValue = "figure") String figure,
            @Nullable Locale locale,
            Caller caller) {
        return service.sources(id, sentence, figure, caller).map(cited -> SourcesView.of(cited, Language.of(locale)));
    }

    @Reads
    @GetMapping("/{id}/differences")
    Mono<List<Change>> differences(@PathVariable String id, @Nullable Locale locale, Caller caller) {
        return service.differences(id, caller)
                .map(found -> found.stream()
                        .map(difference -> Change.of(difference, Language.of(locale)))
                        .toList());
    }

    @Enters
    @PutMapping("/{id}/texts/{section}")
    Mono<View> write(
            @PathVariable String id,
            @PathVariable String section,
            @Valid @RequestBody Writing request,
            @Nullable Locale locale,
            Caller caller) {
        return service.write(id, section, Objects.requireNonNullElse(request.text(), ""), caller)
                .flatMap(report -> service.one(report.id(), caller))
                .map(shown -> View.of(shown, Language.of(locale)));
    }

    /** What the ledger's entry of a written text names. */
    @Reads
    @GetMapping("/{id}/texts/{section}/editions/{edition}")
    Mono<EditionView> edition(
            @PathVariable String id, @PathVariable String section, @PathVariable String edition, Caller caller) {
        return service.edition(id, section, edition, caller).map(EditionView::of);
    }

    @Enters
    @PostMapping("/{id}/submission")
    Mono<View> submit(@PathVariable String id, @Nullable Locale locale, Caller caller) {
        return service.submit(id, caller)
                .flatMap(report -> service.one(report.id(), caller))
                .map(shown -> View.of(shown, Language.of(locale)));
    }

    /** A paper; that it was taken away enters the ledger first. */
    @Reads
    @GetMapping(value = "/{id}/document", produces = Download.WORD)
    Mono<ResponseEntity<byte[]>> document(
            @PathVariable String id,
            @RequestParam(defaultValue = "CLEAN") Copy copy,
            @Nullable Locale locale,
            Caller caller) {
        return service.document(id, copy, Language.of(locale), caller)
                .delayUntil(word -> audit.downloaded("report", id, copy.name()))
                .map(word -> Download.of(Download.WORD, word.bytes(), word.name()));
    }
}

package cn.zhibu.platform.sheet;

import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Texts;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Download;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.platform.web.Versioned;
import cn.zhibu.process.problem.FieldFault;
import cn.zhibu.process.problem.Problems;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Imports over HTTP: brought, looked at row by row, put right, confirmed, taken back. */
@RestController
@Reads
@RequestMapping("/api/${zhibu.service}/v1/imports")
class ImportController {

    private static final String WRITES = "hasAnyAuthority('ENTER', 'ADMINISTER')";

    private static final int NAME = 120; // characters of a file's name that are kept

    /** All that the row says from now on; {@code out} leaves it out, {@code again} means a second one of the same. */
    record Correction(
            @Dated(Dated.Of.FORM) @Nullable LocalDate date,
            @NotNull Map<String, Object> values,
            @Nullable Boolean out,
            @Nullable Boolean again) {}

    record Withdrawal(@NotBlank @Size(max = 200) String reason) {}

    /** The row that was refused while all were being entered; why, in words. */
    record Stop(int row, String code, String detail) {}

    /**
     * {@code rows} in all, {@code faulty} and {@code out} while it is looked at; {@code done} records entered or taken back,
     * {@code left} rows whose records were corrected since and stay.
     */
    record View(
            String id,
            String unit,
            String kind,
            int kindVersion,
            Import.State state,
            String file,
            List<String> ignored,
            int hidden,
            int rows,
            @Nullable Integer faulty,
            @Nullable Integer out,
            int done,
            List<Integer> left,
            @Nullable Stop stop,
            Instant at,
            Instant until,
            long version)
            implements Versioned {}

    /** What is wrong with one cell; {@code pointer} is that of a record's form. */
    record Fault(String pointer, String code, String detail) {}

    /** {@code date} as read, or as typed where it could not be read; the version is for its correction. */
    record Row(
            int row,
            @Nullable String date,
            Map<String, Object> values,
            boolean hidden,
            boolean out,
            boolean again,
            List<Fault> faults,
            long version)
            implements Versioned {}

    private final ImportService service;
    private final SheetService sheets;
    private final Problems problems;

    ImportController(ImportService service, SheetService sheets, Problems problems) {
        this.service = service;
        this.sheets = sheets;
        this.problems = problems;
    }

    /** The file is the body: a workbook, or a text with separated columns as it is saved or pasted. */
    @PreAuthorize(WRITES)
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    Mono<View> bring(
            @RequestParam String unit,
            @RequestParam String kind,
            @RequestHeader(name = HttpHeaders.CONTENT_DISPOSITION, required = false) @Nullable String disposition,
            @RequestBody(required = false) Flux<DataBuffer> file,
            Locale locale,
            Caller caller) {
        return service.bring(unit, kind, name(disposition), file, caller)
                .flatMap(brought -> counted(brought, locale, caller));
    }

    @PreAuthorize(WRITES)
    @GetMapping
    Mono<Page<View>> list(PageQuery page, Locale locale, Caller caller) {
        return service.list(page, caller).map(found -> found.map(one -> view(one, null, locale)));
    }

    @PreAuthorize(WRITES)
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Locale locale, Caller caller) {
        return service.one(id, caller).flatMap(found -> counted(found, locale, caller));
    }

    /** Rows while they are looked at, {@code faulty} only those at fault. */
    @PreAuthorize(WRITES)
    @GetMapping("/{id}/rows")
    Mono<Page<Row>> rows(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Boolean faulty,
            PageQuery page,
            Locale locale,
            Caller caller) {
        return service.one(id, caller)
                .flatMap(found -> service.looked(found, caller))
                .map(all -> {
                    var wanted = all.stream()
                            .filter(row -> !Boolean.TRUE.equals(faulty) || row.faulty())
                            .toList();
                    var shown = wanted.stream()
                            .skip(page.skip())
                            .limit(page.size())
                            .map(row -> row(row, locale))
                            .toList();
                    return Page.of(shown, wanted.size(), page, null);
                });
    }

    @PreAuthorize(WRITES)
    @PutMapping("/{id}/rows/{row}")
    Mono<Row> correct(
            @PathVariable String id,
            @PathVariable @Min(1) @Max(2_000_000) int row,
            @Valid @RequestBody Correction request,
            Locale locale,
            Caller caller) {
        if (!request.values().values().stream().allMatch(ImportController::isCell)) {
            throw INVALID_INPUT.with(List.of(FieldFault.of("/values", "WRONG_FORM")));
        }
        var date = request.date();
        var typed = new ImportLine(
                row,
                date == null ? null : date.toString(),
                request.values(),
                Map.of(),
                false,
                Boolean.TRUE.equals(request.out()),
                Boolean.TRUE.equals(request.again()));
        return service.correct(id, row, typed, caller).map(looked -> row(looked, locale));
    }

    /** What a form sends of one field: a text, a number, yes or no, a party; whether it is right is said of the row. */
    private static boolean isCell(@Nullable Object value) {
        return value instanceof Map<?, ?> party
                ? party.values().stream().allMatch(String.class::isInstance)
                : value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** The same rows in a workbook, what is wrong with each beside it: to be put right there and brought again. */
    @PreAuthorize(WRITES)
    @GetMapping("/{id}/faults.xlsx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Download.WORKBOOK, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> faults(@PathVariable String id, Locale locale, Caller caller) {
        return service.one(id, caller)
                .flatMap(found ->
                        service.looked(found, caller).flatMap(all -> sheets.faults(found, all, locale, caller)))
                .map(bytes -> Download.of(Download.WORKBOOK, bytes, "faults.xlsx"));
    }

    @PreAuthorize(WRITES)
    @PostMapping("/{id}/confirmation")
    Mono<View> confirm(@PathVariable String id, Locale locale, Caller caller) {
        return service.confirm(id, caller).map(found -> view(found, null, locale));
    }

    @PreAuthorize(WRITES)
    @PostMapping("/{id}/withdrawal")
    Mono<View> withdraw(@PathVariable String id, @Valid @RequestBody Withdrawal request, Locale locale, Caller caller) {
        return service.withdraw(id, request.reason(), caller).map(found -> view(found, null, locale));
    }

    private Mono<View> counted(Import found, Locale locale, Caller caller) {
        return service.looked(found, caller).map(all -> view(found, all, locale));
    }

    private View view(Import found, @Nullable List<ImportService.Looked> all, Locale locale) {
        var subject = found.subject();
        var progress = found.progress();
        var stop = progress.stop();
        var version = found.version();
        var rows = found.open() ? all : null;
        return new View(
                found.id(),
                found.scope().unit(),
                subject.kind(),
                subject.kindVersion(),
                found.state(),
                subject.file(),
                subject.ignored(),
                subject.hidden(),
                subject.rows(),
                rows == null
                        ? null
                        : (int) rows.stream()
                                .filter(ImportService.Looked::faulty)
                                .count(),
                rows == null
                        ? null
                        : (int) rows.stream().filter(each -> each.line().out()).count(),
                progress.records(),
                progress.left(),
                stop == null ? null : new Stop(stop.row(), stop.code(), detail(stop.code(), locale)),
                found.at(),
                found.until(),
                version == null ? 0 : version);
    }

    private String detail(String code, Locale locale) {
        return problems.detail(FieldFault.of("", code), locale);
    }

    private Row row(ImportService.Looked looked, Locale locale) {
        var line = looked.line();
        var faults = looked.faults().stream()
                .map(fault -> new Fault(fault.pointer(), fault.code(), problems.detail(fault, locale)))
                .toList();
        return new Row(
                line.row(),
                line.date(),
                line.values(),
                line.hidden(),
                line.out(),
                line.again(),
                faults,
                looked.version());
    }

    private static String name(@Nullable String disposition) {
        try {
            var name = disposition == null
                    ? null
                    : ContentDisposition.parse(disposition).getFilename();
            var read = name == null ? null : Texts.read(name);
            return read == null ? "" : Texts.cut(read, NAME);
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}

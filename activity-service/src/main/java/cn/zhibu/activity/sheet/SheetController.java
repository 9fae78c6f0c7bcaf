package cn.zhibu.activity.sheet;

import static cn.zhibu.platform.security.Capability.READ;
import static cn.zhibu.platform.sheet.ImportProblem.SHEET_UNIT_NOT_FOUND;

import cn.zhibu.activity.record.RecordBatchService;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.sheet.SheetService;
import cn.zhibu.platform.web.Download;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Workbooks of a kind over HTTP: one to fill in, and one of what is on record. */
@RestController
@RequestMapping("/api/activity/v1")
class SheetController {

    private final SheetService sheets;
    private final RecordBatchService records;
    private final RosterService roster;

    SheetController(SheetService sheets, RecordBatchService records, RosterService roster) {
        this.sheets = sheets;
        this.records = records;
        this.roster = roster;
    }

    @Enters
    @GetMapping("/kinds/{kind}/template.xlsx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Download.WORKBOOK, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> template(
            @PathVariable String kind, @RequestParam String unit, Locale locale, Caller caller) {
        return sheets.template(kind, unit, locale, caller)
                .map(bytes -> Download.of(Download.WORKBOOK, bytes, kind + ".xlsx"));
    }

    /** Of one branch and kind, oldest first; restricted texts for the branch alone. */
    @Reads
    @GetMapping("/records/export.xlsx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Download.WORKBOOK, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> export(
            @RequestParam String unit,
            @RequestParam String kind,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            Locale locale,
            Caller caller) {
        var all = roster.place(unit, READ, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> SHEET_UNIT_NOT_FOUND.at("/unit", unit)))
                .thenMany(records.carried(unit, kind, from, until, caller))
                .map(entered -> new SheetService.Entered(entered.date(), entered.values()));
        return sheets.filled(kind, unit, all, locale, caller)
                .map(bytes -> Download.of(Download.WORKBOOK, bytes, kind + "-records.xlsx"));
    }
}

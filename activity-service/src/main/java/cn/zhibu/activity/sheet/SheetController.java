package cn.zhibu.activity.sheet;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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

    static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final SheetService service;

    SheetController(SheetService service) {
        this.service = service;
    }

    @Enters
    @GetMapping("/kinds/{kind}/template.xlsx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = WORKBOOK, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> template(
            @PathVariable String kind, @RequestParam String unit, Locale locale, Caller caller) {
        return service.template(kind, unit, locale, caller).map(bytes -> answer(bytes, kind + ".xlsx"));
    }

    /** Of one branch and kind, oldest first; restricted texts for the branch alone. */
    @Reads
    @GetMapping("/records/export.xlsx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = WORKBOOK, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> export(
            @RequestParam String unit,
            @RequestParam String kind,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            Locale locale,
            Caller caller) {
        return service.carried(new SheetService.Wanted(unit, kind, from, until), locale, caller)
                .map(bytes -> answer(bytes, kind + "-records.xlsx"));
    }

    static ResponseEntity<byte[]> answer(byte[] workbook, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(WORKBOOK))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.noStore())
                .body(workbook);
    }
}

package cn.zhibu.member.dues;

import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.observe.Audit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Download;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The yearly statement of a branch as a workbook, to be published (DU-16): months and sums, no names and no incomes. */
@RestController
@RequestMapping("/api/member/v1/dues")
class StatementController {

    private final DuesReading reading;
    private final StatementSheet sheet;
    private final Audit audit;

    StatementController(DuesReading reading, StatementSheet sheet, Audit audit) {
        this.reading = reading;
        this.sheet = sheet;
        this.audit = audit;
    }

    @Reads
    @GetMapping(value = "/{id}/statement/workbook", produces = Download.WORKBOOK)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Download.WORKBOOK, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> workbook(
            @PathVariable String id,
            @RequestParam(required = false) @CalendarYear @Nullable Integer year,
            Locale locale,
            Caller caller) {
        return reading.statement(id, year, caller)
                .flatMap(totals -> Mono.fromCallable(() -> sheet.written(totals, locale))
                        .subscribeOn(Schedulers.boundedElastic())
                        .delayUntil(bytes -> audit.downloaded("dues", id, "WORKBOOK"))
                        .map(bytes -> Download.of(Download.WORKBOOK, bytes, sheet.name(totals, locale))));
    }
}

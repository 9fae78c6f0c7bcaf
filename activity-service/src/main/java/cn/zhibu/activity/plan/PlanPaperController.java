package cn.zhibu.activity.plan;

import cn.zhibu.activity.paper.PaperService;
import cn.zhibu.activity.paper.PaperService.Subject;
import cn.zhibu.activity.paper.Sheet;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Download;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The minutes and the attendance sheet of a meeting to come as Word, to be filled in by hand. */
@RestController
@RequestMapping("/api/activity/v1")
class PlanPaperController {

    private final PlanPaperService service;
    private final PaperService papers;

    PlanPaperController(PlanPaperService service, PaperService papers) {
        this.service = service;
        this.papers = papers;
    }

    @Reads
    @GetMapping("/plans/{id}/paper.docx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Download.WORD, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> paper(
            @PathVariable String id, @RequestParam Sheet sheet, Locale locale, Caller caller) {
        return service.planned(id, caller)
                .flatMap(meeting -> papers.printed(new Subject("plan", id), meeting, sheet, locale, caller));
    }

    /** For a meeting of which no plan was made; without a day it names nobody. */
    @Reads
    @GetMapping("/branches/{unit}/paper.docx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Download.WORD, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> empty(
            @PathVariable String unit,
            @RequestParam Sheet sheet,
            @RequestParam(required = false) @Nullable Set<MeetingForm> forms,
            @RequestParam(required = false) @Nullable LocalDate date,
            Locale locale,
            Caller caller) {
        return service.empty(unit, forms == null ? Set.of() : forms, date, caller)
                .flatMap(meeting -> papers.printed(new Subject("unit", unit), meeting, sheet, locale, caller));
    }
}

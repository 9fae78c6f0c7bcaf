package cn.zhibu.member.sheet;

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

/** The roster of a unit as a workbook over HTTP. */
@RestController
@Reads
@RequestMapping("/api/member/v1/units")
class MemberListController {

    private final MemberListService service;

    MemberListController(MemberListService service) {
        this.service = service;
    }

    /** Of a branch, or of all below a unit, on a day, today if none is named; at most 5,000 members. */
    @GetMapping("/{id}/roster.xlsx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Download.WORKBOOK, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> workbook(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable Set<@Nullable ListColumn> columns,
            Locale locale,
            Caller caller) {
        return service.written(id, on, columns == null ? Set.of() : columns, locale, caller)
                .map(written -> Download.of(Download.WORKBOOK, written.file(), written.name()));
    }
}

package cn.zhibu.member.roster;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.sheet.Form;
import cn.zhibu.platform.sheet.SheetService;
import cn.zhibu.platform.web.Download;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a sheet of members asks for, over HTTP: {@code members} of a branch, {@code members-below} of all below a unit. */
@RestController
@Reads
@RequestMapping("/api/member/v1/forms")
class RosterSheetController {

    private static final String WRITES = "hasAnyAuthority('ENTER', 'ADMINISTER')";

    private final SheetService sheets;

    RosterSheetController(SheetService sheets) {
        this.sheets = sheets;
    }

    @PreAuthorize(WRITES)
    @GetMapping("/{form}")
    Mono<Form> form(@PathVariable String form, @RequestParam String unit, Caller caller) {
        return sheets.form(form, unit, caller);
    }

    @PreAuthorize(WRITES)
    @GetMapping("/{form}/template.xlsx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Download.WORKBOOK, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> template(
            @PathVariable String form, @RequestParam String unit, Locale locale, Caller caller) {
        return sheets.template(form, unit, locale, caller)
                .map(bytes -> Download.of(Download.WORKBOOK, bytes, form + ".xlsx"));
    }
}

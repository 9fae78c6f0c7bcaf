package cn.zhibu.member.transfer;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Download;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The introduction letter with its receipt slip as Word, for those who issue it. */
@RestController
@RequestMapping("/api/member/v1/transfers")
class LetterController {

    private final TransferService service;
    private final LetterPapers papers;

    LetterController(TransferService service, LetterPapers papers) {
        this.service = service;
        this.papers = papers;
    }

    @Reads
    @GetMapping("/{id}/letter.docx")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Download.WORD, schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<byte[]>> paper(@PathVariable String id, Locale locale, Caller caller) {
        return service.issued(id, caller).flatMap(transfer -> papers.of(transfer, locale, caller));
    }
}

package cn.zhibu.activity.evidence;

import static cn.zhibu.activity.evidence.EvidenceProblem.FILE_NOT_NAMED;

import cn.zhibu.platform.input.Texts;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Evidence over HTTP: one request brings one file, so that one that is refused takes none of the others with it. */
@RestController
@RequestMapping("/api/activity/v1/evidence")
class EvidenceController {

    private static final int ASKED = 100;

    /**
     * {@code size} in bytes, {@code width} and {@code height} in pixels, {@code hash} SHA-256 of the content; {@code
     * reduced} whether a picture was made smaller than it was sent; {@code elsewhere} where else its content is attached,
     * told to who has just sent it.
     */
    record View(
            String id,
            String unit,
            String name,
            String type,
            long size,
            String hash,
            boolean thumbnail,
            @Nullable Integer width,
            @Nullable Integer height,
            boolean reduced,
            Instant addedAt,
            String addedBy,
            @Nullable Elsewhere elsewhere) {

        static View of(Evidence evidence) {
            return of(evidence, null);
        }

        static View of(Evidence evidence, @Nullable Elsewhere elsewhere) {
            var file = evidence.file();
            return new View(
                    evidence.id(),
                    evidence.scope().unit(),
                    evidence.name(),
                    file.type().mediaType(),
                    file.size(),
                    file.hash(),
                    evidence.thumbnail() != null,
                    file.width(),
                    file.height(),
                    Boolean.TRUE.equals(file.reduced()),
                    evidence.holding().addedAt(),
                    evidence.holding().addedBy(),
                    elsewhere);
        }
    }

    private final EvidenceService service;
    private final Duplicates duplicates;

    EvidenceController(EvidenceService service, Duplicates duplicates) {
        this.service = service;
        this.duplicates = duplicates;
    }

    /** The file is the body; its name is in Content-Disposition, where no log of addresses keeps it. */
    @Enters
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    Mono<View> add(
            @RequestParam String unit,
            @RequestHeader(name = HttpHeaders.CONTENT_DISPOSITION, required = false) @Nullable String disposition,
            @RequestBody(required = false) Flux<DataBuffer> file,
            Caller caller) {
        return Mono.fromCallable(() -> name(disposition))
                .flatMap(name -> service.add(unit, name, file, caller))
                .flatMap(evidence -> duplicates.of(evidence, caller).map(elsewhere -> View.of(evidence, elsewhere)));
    }

    @Reads
    @GetMapping
    Mono<List<View>> list(@RequestParam List<String> ids, Caller caller) {
        return service.listed(ids.stream().limit(ASKED).toList(), caller)
                .map(all -> all.stream().map(View::of).toList());
    }

    @Reads
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    @Reads
    @GetMapping("/{id}/content")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<Flux<DataBuffer>>> content(@PathVariable String id, Caller caller) {
        return service.one(id, caller)
                .map(evidence -> answer(evidence.file(), evidence.name(), service.bytes(evidence.file(), caller)));
    }

    @Reads
    @GetMapping("/{id}/thumbnail")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_JPEG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    Mono<ResponseEntity<Flux<DataBuffer>>> thumbnail(@PathVariable String id, Caller caller) {
        return service.thumbnail(id, caller)
                .map(thumbnail -> answer(thumbnail, "thumbnail.jpg", service.bytes(thumbnail, caller)));
    }

    /** Nothing in a file runs, whatever a browser takes it for; only pictures are shown in the page. */
    private static ResponseEntity<Flux<DataBuffer>> answer(Evidence.Kept kept, String name, Flux<DataBuffer> bytes) {
        var shown = kept.type().picture() ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(kept.type().mediaType()))
                .contentLength(kept.size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        shown.filename(name, StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(kept.hash())
                .body(bytes);
    }

    private static String name(@Nullable String disposition) {
        try {
            var name = disposition == null
                    ? null
                    : ContentDisposition.parse(disposition).getFilename();
            var read = name == null ? null : Texts.read(name);
            if (read != null) {
                return read;
            }
        } catch (IllegalArgumentException unreadable) {
            // as if there were none
        }
        throw FILE_NOT_NAMED.at("/name");
    }
}

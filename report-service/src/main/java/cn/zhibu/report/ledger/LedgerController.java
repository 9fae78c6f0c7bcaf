package cn.zhibu.report.ledger;

import cn.zhibu.platform.observe.Audit;
import cn.zhibu.platform.security.Audits;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.ledger.LedgerChain.Verification;
import cn.zhibu.report.ledger.LedgerService.Search;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger over HTTP, for auditors. */
@RestController
@RequestMapping("/api/report/v1/ledger")
class LedgerController {

    private static final int STEP = 2000;

    record View(
            long seq,
            String id,
            String topic,
            String type,
            String subject,
            long sequence,
            Instant at,
            @Nullable String actor,
            @Nullable String unit,
            String body,
            String previous,
            String hash) {

        static View of(LedgerEntry entry) {
            var origin = entry.origin();
            return new View(
                    entry.seq(),
                    entry.entry(),
                    origin.topic(),
                    origin.type(),
                    origin.subject(),
                    origin.sequence(),
                    origin.time(),
                    origin.actor(),
                    origin.unit(),
                    entry.body(),
                    entry.previous(),
                    entry.hash());
        }
    }

    record Detail(View entry, @Nullable View before) {

        static Detail of(LedgerService.Shown shown) {
            var before = shown.before();
            return new Detail(View.of(shown.entry()), before == null ? null : View.of(before));
        }
    }

    private final LedgerService service;
    private final Audit audit;

    LedgerController(LedgerService service, Audit audit) {
        this.service = service;
        this.audit = audit;
    }

    @Audits
    @GetMapping
    Mono<Page<View>> page(@ParameterObject @ModelAttribute Search search, PageQuery page, Caller caller) {
        return service.page(search, page, caller).map(found -> found.map(View::of));
    }

    /** One entry, and the one before it on the same subject. */
    @Audits
    @GetMapping("/{id}")
    Mono<Detail> one(@PathVariable long id, Caller caller) {
        return service.one(id, caller).map(Detail::of);
    }

    /**
     * The whole chain; or, where {@code after} is given (0 to begin), so many lines that a screen can tell how far it is:
     * the answer's {@code entries} and {@code head} are what to go on from.
     */
    @Audits
    @GetMapping("/verification")
    Mono<Verification> verification(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable String hash,
            Caller caller) {
        return service.verify(after, hash, STEP, caller);
    }

    /** All of it as lines of JSON, to be checked elsewhere; that it was taken away is its next entry. */
    @Audits
    @GetMapping(value = "/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<ResponseEntity<Flux<String>>> export(Caller caller) {
        return service.export(caller)
                .delayUntil(lines -> audit.downloaded("ledger", "", null))
                .map(lines -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_NDJSON)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"ledger.ndjson\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(lines));
    }
}

package cn.zhibu.report.ledger;

import cn.zhibu.platform.security.Audits;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.ledger.LedgerService.Search;
import cn.zhibu.report.ledger.LedgerService.Verification;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The ledger over HTTP, for auditors. */
@RestController
@RequestMapping("/api/report/v1/ledger")
class LedgerController {

    record View(
            long seq,
            String id,
            String topic,
            String type,
            String subject,
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
                    origin.time(),
                    origin.actor(),
                    origin.unit(),
                    entry.body(),
                    entry.previous(),
                    entry.hash());
        }
    }

    private final LedgerService service;

    LedgerController(LedgerService service) {
        this.service = service;
    }

    @Audits
    @GetMapping
    Mono<Page<View>> page(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String subject,
            PageQuery page,
            Caller caller) {
        return service.page(new Search(from, to, actor, type, subject), page, caller)
                .map(found -> found.map(View::of));
    }

    @Audits
    @GetMapping("/verification")
    Mono<Verification> verification(Caller caller) {
        return service.verify(caller);
    }
}

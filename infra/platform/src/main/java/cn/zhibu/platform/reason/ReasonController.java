package cn.zhibu.platform.reason;

import cn.zhibu.platform.security.Audits;
import cn.zhibu.platform.security.Caller;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Why things were done, over HTTP, for those who read the ledger. */
@RestController
@RequestMapping("/api/${zhibu.service}/v1/reasons")
class ReasonController {

    private static final int AT_ONCE = 100;

    /** @param events those that it explains, by their ids in the ledger */
    record View(List<String> events, @Nullable String actor, String text) {}

    private final KeptReasons reasons;

    ReasonController(KeptReasons reasons) {
        this.reasons = reasons;
    }

    @Audits
    @GetMapping
    Flux<View> list(@RequestParam @Size(max = AT_ONCE) List<String> events, Caller caller) {
        return reasons.of(events, caller).map(kept -> new View(kept.events(), kept.actor(), kept.text()));
    }
}

package cn.zhibu.notification.delivery;

import cn.zhibu.kit.Tokens;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.platform.tenant.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** People who confirmed an address and have no quiet hours. */
final class Seeds {

    private static final List<String> KINDS = List.of("DUTIES", "REPORT_STEPS", "REPORTS_WAITING", "TERMS");

    private Seeds() {}

    static void confirmed(Changes changes, Seals seals, String tenant, String account, String address) {
        seals.seal(address, Address.place(account))
                .map(safe -> new Address(account, new Address.Confirmed(safe, Instant.EPOCH), null, List.of(), null))
                .flatMap(known -> changes.save(Change.of(known)))
                .contextWrite(context -> Tenancy.in(context, tenant))
                .block(Duration.ofSeconds(20));
    }

    static void always(WebTestClient http, String tenant, String account) {
        always(http, tenant, account, KINDS);
    }

    /** Mails to somebody these kinds alone. */
    static void always(WebTestClient http, String tenant, String account, List<String> mailed) {
        var kinds = KINDS.stream()
                .map(kind -> Map.of("kind", kind, "inbox", true, "mail", mailed.contains(kind)))
                .toList();
        http.put()
                .uri("/api/notification/v1/settings")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Tokens.of(tenant, account))
                .header(HttpHeaders.IF_MATCH, "\"0\"")
                .bodyValue(Map.of("kinds", kinds, "rhythm", "AT_ONCE", "digestAt", "08:00", "language", "ZH"))
                .exchange()
                .expectStatus()
                .isOk();
    }
}

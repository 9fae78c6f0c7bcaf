package cn.zhibu.report.dashboard;

import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.report.dashboard.DashboardService.Overview;
import cn.zhibu.report.duty.Asked;
import cn.zhibu.report.duty.Cell;
import cn.zhibu.report.words.Language;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The overview over HTTP; it answers "not modified" to who has the same picture already. */
@RestController
@RequestMapping("/api/report/v1/overview")
class DashboardController {

    record RuleView(String id, String name, String text, String article, String mark, boolean verified) {

        static RuleView of(Asked rule, Language language) {
            return new RuleView(
                    rule.id(),
                    rule.names().in(language),
                    rule.text().in(language),
                    rule.article().in(language),
                    rule.mark(),
                    rule.verified());
        }
    }

    record UnitView(String unit, List<Cell> cells) {}

    record View(List<RuleView> rules, List<UnitView> units) {

        static View of(Overview overview, Language language) {
            return new View(
                    overview.rules().stream()
                            .map(rule -> RuleView.of(rule, language))
                            .toList(),
                    overview.rows().stream()
                            .map(row -> new UnitView(row.unit(), row.cells()))
                            .toList());
        }
    }

    private final DashboardService service;

    DashboardController(DashboardService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<ResponseEntity<View>> overview(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam @CalendarYear Integer year,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
            @Nullable Locale locale,
            Caller caller) {
        var language = Language.of(locale);
        return service.overview(unit, year, caller)
                .map(overview -> answer(overview, language, Objects.requireNonNullElse(known, "")));
    }

    private static ResponseEntity<View> answer(Overview overview, Language language, String known) {
        var tag = "\"" + tag(overview, language) + "\"";
        var answer = ResponseEntity.status(known.contains(tag) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        return known.contains(tag) ? answer.build() : answer.body(View.of(overview, language));
    }

    /** The same on every replica and after every restart for the same picture. */
    private static String tag(Overview overview, Language language) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((language.name() + overview.rules()).getBytes(StandardCharsets.UTF_8));
            overview.rows().forEach(row -> digest.update(row.tag().getBytes(StandardCharsets.UTF_8)));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

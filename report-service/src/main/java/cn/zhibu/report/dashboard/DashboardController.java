package cn.zhibu.report.dashboard;

import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.dashboard.DashboardService.Overview;
import cn.zhibu.report.dashboard.DashboardService.Part;
import cn.zhibu.report.duty.Asked;
import cn.zhibu.report.duty.Cell;
import cn.zhibu.report.duty.Counts;
import cn.zhibu.report.duty.Counts.Count;
import cn.zhibu.words.Language;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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

    /**
     * A page of the picture.
     *
     * @param total number of branches that are found, counted to 1,000 at most
     * @param more whether there are more than were counted
     * @param next where it goes on, to be asked for with {@code after}; absent on the last page
     */
    record View(
            List<RuleView> rules,
            List<UnitView> units,
            int total,
            boolean more,
            @Nullable String next) {

        static View of(Overview overview, Language language) {
            var rows = overview.rows();
            return new View(
                    overview.rules().stream()
                            .map(rule -> RuleView.of(rule, language))
                            .toList(),
                    rows.items().stream()
                            .map(row -> new UnitView(row.unit(), row.cells()))
                            .toList(),
                    rows.total(),
                    rows.more(),
                    rows.next());
        }
    }

    record RuleCount(String rule, int met, int due, int overdue, int late) {}

    record MonthCount(int month, int met, int due, int overdue, int late) {}

    /** What the whole picture comes to; {@code late} are branches with something overdue. */
    record CountsView(long branches, int late, List<RuleCount> rules, List<MonthCount> months) {

        static CountsView of(Counts counts) {
            return new CountsView(
                    counts.branches(),
                    counts.late(),
                    counts.rules().entrySet().stream()
                            .map(each -> rule(each.getKey(), each.getValue()))
                            .toList(),
                    counts.months().entrySet().stream()
                            .map(each -> month(each.getKey(), each.getValue()))
                            .toList());
        }

        private static RuleCount rule(String rule, Count count) {
            return new RuleCount(rule, count.met(), count.due(), count.overdue(), count.late());
        }

        private static MonthCount month(int month, Count count) {
            return new MonthCount(month, count.met(), count.due(), count.overdue(), count.late());
        }
    }

    private final DashboardService service;

    DashboardController(DashboardService service) {
        this.service = service;
    }

    /** By pages; {@code state} asks for branches of which some rule, or the one that is named, stands so. */
    @Reads
    @GetMapping
    Mono<ResponseEntity<View>> overview(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam @CalendarYear Integer year,
            @ParameterObject @ModelAttribute Part part,
            PageQuery page,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
            @Nullable Locale locale,
            Caller caller) {
        var language = Language.of(locale);
        return service.overview(unit, year, part, page, caller)
                .map(overview -> answer(overview, year, language, Objects.requireNonNullElse(known, "")));
    }

    /** What the pages come to together. */
    @Reads
    @GetMapping("/counts")
    Mono<CountsView> counts(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam @CalendarYear Integer year,
            Caller caller) {
        return service.counts(unit, year, caller).map(CountsView::of);
    }

    private static ResponseEntity<View> answer(Overview overview, int year, Language language, String known) {
        var tag = "\"" + tag(overview, year, language) + "\"";
        var answer = ResponseEntity.status(known.contains(tag) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        return known.contains(tag) ? answer.build() : answer.body(View.of(overview, language));
    }

    /** The same on every replica and after every restart for the same picture: of the marks that its lines keep. */
    private static String tag(Overview overview, int year, Language language) {
        try {
            var rows = overview.rows();
            var said = new StringBuilder(language.name())
                    .append(' ')
                    .append(year)
                    .append(' ')
                    .append(overview.basis())
                    .append(' ')
                    .append(rows.total())
                    .append(' ')
                    .append(rows.more())
                    .append(' ')
                    .append(rows.next());
            rows.items()
                    .forEach(row ->
                            said.append('\n').append(row.unit()).append(' ').append(row.mark()));
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(said.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

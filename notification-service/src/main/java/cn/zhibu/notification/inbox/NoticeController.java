package cn.zhibu.notification.inbox;

import cn.zhibu.platform.input.Numbers;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SignedIn;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.rules.RuleService;
import cn.zhibu.words.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The inbox over HTTP: a list, and a stream of what comes. */
@RestController
@RequestMapping("/api/notification/v1/notices")
@SignedIn
class NoticeController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    /** One duty a notice speaks of, named in the reader's language. */
    record DutyView(
            String rule,
            String name,
            @Nullable String group,
            String period,
            LocalDate due,
            @Nullable Instant settledAt) {}

    record View(
            String id,
            What what,
            String subject,
            String unit,
            int year,
            Instant at,
            @Nullable Instant readAt,
            List<DutyView> duties,
            @Nullable LocalDate date,
            @Nullable Instant settledAt,
            @Nullable RuleView rule) {}

    /** The rule that a branch came under when its number of members went over a threshold, in the reader's language. */
    record RuleView(String id, int members, String text, String article) {

        static @Nullable RuleView of(Notice notice, RuleService rules, Language language) {
            if (notice.what() != What.MEMBERS_CROSSED) {
                return null;
            }
            var crossing = Crossing.of(notice.subject());
            return crossing.article(rules)
                    .map(article -> new RuleView(
                            article.id(),
                            crossing.members(),
                            article.text().in(language),
                            article.regulation().in(language)
                                    + article.article().in(language)))
                    .orElse(null);
        }
    }

    private View view(Notice notice, @Nullable Locale locale) {
        return new View(
                notice.id(),
                notice.what(),
                notice.subject(),
                notice.unit(),
                notice.year(),
                notice.at(),
                notice.readAt(),
                notice.debts().stream()
                        .map(debt -> new DutyView(
                                debt.duty().rule(),
                                rules.name(debt.duty().rule(), Language.of(locale)),
                                debt.duty().group(),
                                debt.duty().period(),
                                debt.duty().due(),
                                debt.settledAt()))
                        .toList(),
                notice.matter() == null ? null : notice.matter().date(),
                notice.settledAt(),
                RuleView.of(notice, rules, Language.of(locale)));
    }

    private final NoticeService service;
    private final RuleService rules;
    private final Clock clock;

    NoticeController(NoticeService service, RuleService rules, Clock clock) {
        this.service = service;
        this.rules = rules;
        this.clock = clock;
    }

    @GetMapping
    Mono<Page<View>> list(
            @RequestParam(required = false) @Nullable Boolean unread,
            PageQuery page,
            @Nullable Locale locale,
            Caller caller) {
        return service.list(Boolean.TRUE.equals(unread), page, caller)
                .map(found -> found.map(notice -> view(notice, locale)));
    }

    @PostMapping("/{id}/reading")
    Mono<View> read(@PathVariable String id, @Nullable Locale locale, Caller caller) {
        return service.read(id, caller).map(notice -> view(notice, locale));
    }

    /** Server-sent events named "notice"; {@code Last-Event-ID} continues where a lost connection ended. */
    @GetMapping(value = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<View>> stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            @Nullable Locale locale,
            Caller caller) {
        var notices = service.stream(since(last), caller)
                .map(notice -> ServerSentEvent.builder(view(notice, locale))
                        .event("notice")
                        .id(Long.toString(notice.at().toEpochMilli()))
                        .build());
        var heartbeat = Flux.interval(Duration.ZERO, HEARTBEAT)
                .map(tick -> ServerSentEvent.<View>builder().comment("").build());
        return Flux.merge(heartbeat, notices);
    }

    private Instant since(@Nullable String last) {
        return last != null && last.matches("[0-9]{1,15}")
                ? Instant.ofEpochMilli(Numbers.read(last).longValueExact())
                : clock.instant();
    }
}

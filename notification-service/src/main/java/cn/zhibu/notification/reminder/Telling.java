package cn.zhibu.notification.reminder;

import cn.zhibu.notification.delivery.DeliveryService;
import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.Occasion;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.notification.settings.Kind;
import cn.zhibu.notification.settings.SettingsService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Failpoints;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells people of an occasion in the ways they want. Telling again changes nothing. */
@Component
class Telling {

    private final NoticeService notices;
    private final SettingsService settings;
    private final DeliveryService deliveries;
    private final Reminders reminders;
    private final Changes changes;
    private final Clock clock;

    Telling(
            NoticeService notices,
            SettingsService settings,
            DeliveryService deliveries,
            Reminders reminders,
            Changes changes,
            Clock clock) {
        this.notices = notices;
        this.settings = settings;
        this.deliveries = deliveries;
        this.reminders = reminders;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Tells those who are there then, once; answers whether it is told, now or earlier, for there may be nobody yet. Told
     * first, noted then: dying in between tells the same again, and that changes nothing.
     */
    Mono<Boolean> once(Occasion occasion, Mono<Set<String>> whom) {
        return reminders
                .existsById(occasion.id())
                .flatMap(given -> given ? Mono.just(true) : now(occasion, whom).hasElement());
    }

    private Mono<Reminder> now(Occasion occasion, Mono<Set<String>> whom) {
        return whom.filter(accounts -> !accounts.isEmpty())
                .flatMap(accounts -> tell(occasion, accounts)
                        .then(Mono.fromRunnable(() -> Failpoints.pass("after-telling")))
                        .then(Mono.defer(() -> changes.begin(Reminder.given(occasion, clock.instant())))));
    }

    Mono<Void> tell(Occasion occasion, Collection<String> accounts) {
        return Flux.fromIterable(new TreeSet<>(accounts))
                .concatMap(account -> tell(occasion, account))
                .then();
    }

    /**
     * The notice is there even for those who want mail only or nothing: it is what knows that they were told. Its own moment
     * says when the mail leaves, so that two who tell the same at once plan the same mail.
     */
    private Mono<Void> tell(Occasion occasion, String account) {
        var kind = kind(occasion.what());
        return settings.of(account)
                .flatMap(wishes -> notices.put(
                                occasion, account, kind.map(wishes::inbox).orElse(true))
                        .doOnNext(notice -> Failpoints.pass("after-notice"))
                        .filter(notice -> kind.map(wishes::mail).orElse(true))
                        .flatMap(notice -> deliveries.plan(
                                notice.id(),
                                account,
                                occasion.scope().ancestors(),
                                notice.at(),
                                wishes.mailFrom(notice.at()))));
    }

    /** What can be switched off; of what concerns access, and of the meetings to which he is asked, everybody hears. */
    private static Optional<Kind> kind(What what) {
        return switch (what) {
            case DUTIES_DUE_SOON,
                    DUTIES_OVERDUE,
                    GIVING_WAITS,
                    GIVING_DISPUTED,
                    OPINION_OVERDUE,
                    MILESTONE_DUE_SOON,
                    MILESTONE_OVERDUE,
                    CAMPAIGN_ASKED,
                    TRANSFER_WAITS,
                    TRANSFER_ANSWERED,
                    RELIEF_WAITS,
                    RELIEF_ANSWERED -> Optional.of(Kind.DUTIES);
            case REPORT_SUBMITTED, REPORT_COMMENTED, REPORT_RETURNED, REPORT_ACCEPTED -> Optional.of(Kind.REPORT_STEPS);
            case REVIEW_WAITS, RETURN_WAITS -> Optional.of(Kind.REPORTS_WAITING);
            case TERM_ENDS, TERM_REMINDED, MEMBERS_CROSSED -> Optional.of(Kind.TERMS);
            case OWN_ROLE, MEETING_PLANNED, MEETING_CHANGED, MEETING_CANCELLED -> Optional.empty();
        };
    }
}

package cn.zhibu.notification.reminder;

import cn.zhibu.notification.delivery.DeliveryService;
import cn.zhibu.notification.inbox.NoticeService;
import cn.zhibu.notification.inbox.NoticeService.Occasion;
import cn.zhibu.notification.inbox.NoticeService.What;
import cn.zhibu.notification.settings.SettingsService;
import cn.zhibu.notification.settings.SettingsService.Kind;
import cn.zhibu.platform.change.Failpoints;
import java.util.Collection;
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

    Telling(NoticeService notices, SettingsService settings, DeliveryService deliveries) {
        this.notices = notices;
        this.settings = settings;
        this.deliveries = deliveries;
    }

    Mono<Void> tell(Occasion occasion, Collection<String> accounts) {
        return Flux.fromIterable(new TreeSet<>(accounts))
                .concatMap(account -> tell(occasion, account))
                .then();
    }

    /** The notice is there even for those who want mail only or nothing: it is what knows that they were told. */
    private Mono<Void> tell(Occasion occasion, String account) {
        var kind = kind(occasion.what());
        return settings.of(account)
                .flatMap(wishes -> notices.put(occasion, account, wishes.inbox(kind))
                        .doOnNext(notice -> Failpoints.pass("after-notice"))
                        .filter(notice -> wishes.mail(kind))
                        .flatMap(notice -> deliveries.plan(
                                notice,
                                account,
                                occasion.scope().ancestors(),
                                occasion.at(),
                                wishes.mailFrom(occasion.at()))));
    }

    private static Kind kind(What what) {
        return switch (what) {
            case DUTIES_DUE_SOON, DUTIES_OVERDUE -> Kind.DUTIES;
            case REPORT_SUBMITTED, REPORT_COMMENTED, REPORT_RETURNED, REPORT_ACCEPTED -> Kind.REPORT_STEPS;
            case REVIEW_WAITS, RETURN_WAITS -> Kind.REPORTS_WAITING;
            case TERM_ENDS -> Kind.TERMS;
        };
    }
}

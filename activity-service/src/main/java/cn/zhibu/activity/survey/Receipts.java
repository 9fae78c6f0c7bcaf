package cn.zhibu.activity.survey;

import static cn.zhibu.activity.survey.SurveyProblem.OPINION_NOT_FOUND;
import static cn.zhibu.activity.survey.SurveyProblem.RECEIPT_NOT_FOUND;
import static cn.zhibu.activity.survey.SurveyProblem.RECEIPT_SHOWN;
import static cn.zhibu.platform.security.Capability.ENTER;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.OpenLinks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Receipts of opinions. Whoever holds one is nobody by name and opens this opinion alone. A crash between the link and the
 * opinion leaves a link that leads nowhere.
 */
@Component
class Receipts {

    private static final String KIND = "opinion-receipt";

    private final Opinions opinions;
    private final OpenLinks links;
    private final Changes changes;
    private final Clock clock;

    Receipts(Opinions opinions, OpenLinks links, Changes changes, Clock clock) {
        this.opinions = opinions;
        this.links = links;
        this.changes = changes;
        this.clock = clock;
    }

    /** The code, shown this once; who lost it before reading it asks for another. */
    Mono<String> issue(String id, Caller caller) {
        var token = new AtomicReference<String>();
        return changes.on(Opinion.class, id)
                .visible(opinion -> caller.may(ENTER, opinion.scope()), () -> OPINION_NOT_FOUND.of(id))
                .decideWith(opinion -> links.issue(KIND, id).map(issued -> {
                    token.set(issued.token());
                    return opinion.receipt(issued.hash());
                }))
                .flatMap(opinion -> Mono.justOrEmpty(token.get()).switchIfEmpty(Mono.error(() -> RECEIPT_SHOWN.of())));
    }

    Mono<Opinion> open(String token) {
        return links.follow(KIND, token, (id, hash) -> opinions.findById(id).filter(opinion -> holds(opinion, hash)))
                .switchIfEmpty(Mono.error(() -> RECEIPT_NOT_FOUND.of()));
    }

    /** Done, or not yet. */
    Mono<Opinion> answer(String token, boolean done) {
        var today = LocalDate.now(clock);
        return links.follow(
                        KIND,
                        token,
                        (id, hash) -> changes.on(Opinion.class, id)
                                .visible(opinion -> holds(opinion, hash), () -> RECEIPT_NOT_FOUND.of())
                                .decide(opinion -> done ? opinion.confirm(today) : opinion.dispute(today)))
                .switchIfEmpty(Mono.error(() -> RECEIPT_NOT_FOUND.of()));
    }

    private static boolean holds(Opinion opinion, String hash) {
        return opinion.status() != Opinion.Status.WITHDRAWN
                && opinion.receipt() != null
                && opinion.receipt().hash().equals(hash);
    }
}

package cn.zhibu.notification.delivery;

import static cn.zhibu.notification.delivery.DeliveryProblem.DELIVERY_NOT_FOUND;

import cn.zhibu.notification.delivery.Delivery.Confirmation;
import cn.zhibu.notification.delivery.Delivery.Course;
import cn.zhibu.notification.delivery.Delivery.Fault;
import cn.zhibu.notification.delivery.Delivery.State;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Plans what is to be mailed, and shows those who look after a bureau what could not be. */
@Service
public class DeliveryService {

    /** How mail leaves: by what, when, and who sees to it. */
    @Component
    record Outgoing(MailServer server, Pace pace, Wakes wakes) {

        Mono<Void> at(Instant moment) {
            return wakes.wake(Postman.class, moment);
        }
    }

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("madeAt"), Sort.Order.desc("id"));

    private final Deliveries deliveries;
    private final Addresses addresses;
    private final Outgoing outgoing;
    private final Changes changes;
    private final Clock clock;
    private final Listing<Delivery> list;

    DeliveryService(
            Deliveries deliveries,
            Addresses addresses,
            Outgoing outgoing,
            Changes changes,
            Clock clock,
            ReactiveMongoTemplate mongo) {
        this.deliveries = deliveries;
        this.addresses = addresses;
        this.outgoing = outgoing;
        this.changes = changes;
        this.clock = clock;
        this.list = new Listing<>(mongo, Delivery.class, NEWEST);
    }

    /**
     * Plans one notice's mail, if the person has an address. What is to leave at the same moment leaves in one message:
     * what was told in quiet hours, on a day, or within a few moments.
     *
     * @param wanted the moment from which the person wants it
     */
    public Mono<Void> plan(String notice, String account, List<String> ancestors, Instant told, Instant wanted) {
        if (!outgoing.server().on()) {
            return Mono.empty();
        }
        var from = wanted.equals(told) ? outgoing.pace().gathered(told) : wanted;
        var id = Command.nameOf("mail", account, Long.toString(from.toEpochMilli()));
        var single = new Delivery(
                id, account, List.of(notice), ancestors, null, clock.instant(), Course.waiting(from), null);
        return addresses
                .findById(account)
                .filter(address -> address.confirmed() != null)
                .delayUntil(address ->
                        deliveries.tells(notice).filter(planned -> !planned).flatMap(fresh -> put(single, notice)))
                .flatMap(address -> outgoing.at(from));
    }

    private Mono<Delivery> put(Delivery single, String notice) {
        var id = single.id();
        var ancestors = single.ancestors();
        return changes.on(Delivery.class, id)
                .decide(there -> there.with(notice, ancestors))
                .switchIfEmpty(Mono.defer(() -> changes.save(Change.of(single))))
                .onErrorResume(DuplicateKeyException.class, another -> joined(id, notice, ancestors))
                .flatMap(there -> there.notices().contains(notice) ? Mono.just(there) : joined(id, notice, ancestors))
                .filter(there -> !there.notices().contains(notice))
                .flatMap(left -> changes.begin(Change.of(alone(single, notice))));
    }

    private Mono<Delivery> joined(String id, String notice, List<String> ancestors) {
        return changes.on(Delivery.class, id).decide(there -> there.with(notice, ancestors));
    }

    /** The message that it should have been in has left without it. */
    private static Delivery alone(Delivery planned, String notice) {
        return new Delivery(
                Command.nameOf("mail", notice),
                planned.account(),
                planned.notices(),
                planned.ancestors(),
                null,
                planned.madeAt(),
                planned.course(),
                null);
    }

    /** Sends a code; named after the moment until which it is good, so that a repeated request sends no second one. */
    Mono<Void> confirm(String account, Confirmation confirmation, Instant goodUntil) {
        var id = Command.nameOf("code", account, goodUntil.toString());
        var now = clock.instant();
        return changes.begin(Change.of(
                        new Delivery(id, account, List.of(), List.of(), confirmation, now, Course.waiting(now), null)))
                .then(outgoing.at(now));
    }

    /** Whether the last message to a person was refused for good. */
    Mono<Boolean> refused(String account) {
        return deliveries
                .findDone(account, PageRequest.of(0, 1, NEWEST))
                .next()
                .map(last ->
                        last.course().state() == State.FAILED && last.course().fault() == Fault.ADDRESS_REFUSED)
                .defaultIfEmpty(false);
    }

    /** What failed or was put off; who gets mail without trouble is nobody's business. */
    Mono<Page<Delivery>> list(@Nullable State state, PageQuery query, Caller caller) {
        var reach = caller.reach(Capability.ADMINISTER);
        var states = EnumSet.of(State.FAILED, State.WAITING);
        if (state != null) {
            states.retainAll(EnumSet.of(state));
        }
        return list.page(
                Criteria.where("ancestors")
                        .in(reach)
                        .and("course.state")
                        .in(states)
                        .and("course.fault")
                        .exists(true),
                query);
    }

    Mono<Delivery> retry(String id, Caller caller) {
        return changes.on(Delivery.class, id)
                .visible(
                        delivery ->
                                delivery.ancestors().stream().anyMatch(caller.reach(Capability.ADMINISTER)::contains),
                        () -> DELIVERY_NOT_FOUND.of(id))
                .decide(delivery -> delivery.retry(clock.instant()))
                .delayUntil(waiting -> outgoing.at(waiting.course().nextAt()));
    }
}

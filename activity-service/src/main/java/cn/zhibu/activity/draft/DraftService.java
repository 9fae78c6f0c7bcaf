package cn.zhibu.activity.draft;

import static cn.zhibu.activity.draft.DraftProblem.DRAFT_NOT_FOUND;
import static cn.zhibu.activity.draft.DraftProblem.DRAFT_UNIT_NOT_FOUND;
import static cn.zhibu.activity.draft.DraftProblem.TOO_MANY_DRAFTS;

import cn.zhibu.activity.draft.Draft.Body;
import cn.zhibu.activity.draft.Draft.Latest;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Load, decide, save for drafts. A draft is there for the account that typed it and for nobody else, and for that one only
 * while it has a role at its unit.
 */
@Service
class DraftService {

    /** More than anybody has begun at once; the next one stays on its device until one of these is sent or thrown away. */
    static final int MOST = 50;

    /** What a device has typed. */
    record Typed(String name, String unit, DraftForm form, String title, String page, String values, Edition edition) {}

    /**
     * A change.
     *
     * @param name made by the device
     * @param onto editions that the device has seen or sent; what is there is one of them, or is not written over
     */
    record Edition(String name, List<String> onto) {}

    /** A draft in plain words. */
    record Shown(Draft draft, String title, String page, String values) {}

    private final Drafts drafts;
    private final RosterService roster;
    private final Seals seals;
    private final Changes changes;
    private final Wakes wakes;
    private final Clock clock;

    DraftService(Drafts drafts, RosterService roster, Seals seals, Changes changes, Wakes wakes, Clock clock) {
        this.drafts = drafts;
        this.roster = roster;
        this.seals = seals;
        this.changes = changes;
        this.wakes = wakes;
        this.clock = clock;
    }

    /** Keeps what was typed, or leaves what another device has typed meanwhile; answers what is there then. */
    Mono<Draft> keep(Typed typed, Caller caller) {
        var id = Draft.id(caller.account(), typed.name());
        return roster.at(typed.unit(), caller)
                .switchIfEmpty(Mono.error(() -> DRAFT_UNIT_NOT_FOUND.at("/unit", typed.unit())))
                .flatMap(place -> changes.on(Draft.class, id)
                        .decideWithOr(draft -> goOn(draft, typed, place), () -> begin(typed, place, caller)))
                .delayUntil(kept -> wakes.wake(
                        DraftSweep.class, DraftSweep.ends(kept.latest().changedAt())));
    }

    private Mono<Change<Draft>> goOn(Draft draft, Typed typed, Scope place) {
        return draft.isOneOf(typed.edition().onto())
                ? sealed(draft.id(), typed).map(body -> draft.goOn(place, body, latest(typed)))
                : Mono.just(Change.of(draft));
    }

    private Mono<Change<Draft>> begin(Typed typed, Scope place, Caller caller) {
        var owner = caller.account();
        return drafts.count(owner, MOST)
                .filter(there -> there < MOST)
                .switchIfEmpty(Mono.error(() -> TOO_MANY_DRAFTS.of(MOST)))
                .then(sealed(Draft.id(owner, typed.name()), typed))
                .map(body -> Draft.begin(owner, typed.name(), place, body, latest(typed)));
    }

    private Latest latest(Typed typed) {
        return new Latest(typed.edition().name(), clock.instant());
    }

    Mono<Shown> one(String name, Caller caller) {
        return drafts.find(caller.account(), name)
                .filter(draft -> isThere(draft, caller))
                .switchIfEmpty(Mono.error(() -> DRAFT_NOT_FOUND.of(name)))
                .flatMap(draft ->
                        opened(draft, draft.body().values(), "draft.values").flatMap(values -> shown(draft, values)));
    }

    /** One's own, the last one first, without what stands in them. */
    Mono<Page<Shown>> own(PageQuery page, Caller caller) {
        return drafts.own(caller.account(), page)
                .flatMap(found -> Flux.fromIterable(found.items())
                        .filter(draft -> isThere(draft, caller))
                        .concatMap(draft -> shown(draft, ""))
                        .collectList()
                        .map(found::with));
    }

    /** Taken away by its owner, or because it was sent; where there is none, nothing is left to do. */
    Mono<Void> remove(String name, Caller caller) {
        return drafts.remove(caller.account(), name);
    }

    /** What stands in one of the caller's own. */
    Mono<String> values(Draft draft, Caller caller) {
        return Mono.just(draft)
                .filter(there -> there.owner().equals(caller.account()))
                .flatMap(own -> opened(own, own.body().values(), "draft.values"));
    }

    private static boolean isThere(Draft draft, Caller caller) {
        return !caller.rolesAt(draft.scope()).isEmpty();
    }

    private Mono<Shown> shown(Draft draft, String values) {
        return Mono.zip(
                        opened(draft, draft.body().title(), "draft.title"),
                        opened(draft, draft.body().page(), "draft.page"))
                .map(both -> new Shown(draft, both.getT1(), both.getT2(), values));
    }

    private Mono<String> opened(Draft draft, Sealed text, String field) {
        return seals.open(text, new SealPlace(field, draft.id()));
    }

    private Mono<Body> sealed(String id, Typed typed) {
        return Mono.zip(
                        seals.seal(typed.title(), new SealPlace("draft.title", id)),
                        seals.seal(typed.page(), new SealPlace("draft.page", id)),
                        seals.seal(typed.values(), new SealPlace("draft.values", id)))
                .map(all -> new Body(typed.form(), all.getT1(), all.getT2(), all.getT3()));
    }
}

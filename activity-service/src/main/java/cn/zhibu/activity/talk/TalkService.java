package cn.zhibu.activity.talk;

import static cn.zhibu.activity.talk.TalkProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.activity.roster.Place;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.activity.talk.Talk.Body;
import cn.zhibu.activity.talk.Talk.Pair;
import cn.zhibu.directory.Shape;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Editions;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.rules.Article;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Load, decide, save for talks. Who talked with whom is for the branch alone; above it there is only how far it has come. */
@Service
public class TalkService {

    private static final String RULE = "BR-28";

    /** A talk with its note, for the branch. */
    record Shown(Talk talk, @Nullable String note) {}

    /** One version of a talk, for the branch. */
    record Version(
            long version,
            Body body,
            Talk.State state,
            @Nullable String note) {}

    /**
     * How far a branch has come with its talks in a year.
     *
     * @param on the day by whose branch it is reckoned: the last of the year, or today
     * @param talks those of the year, newest first; none for those who may not see them
     */
    record Year(
            int year,
            LocalDate on,
            Optional<Article> article,
            List<Coverage.Share> shares,
            @Nullable List<Talk> talks) {}

    private final Talks talks;
    private final RosterService roster;
    private final RuleService rules;
    private final Seals seals;
    private final Changes changes;
    private final Editions editions;
    private final Clock clock;

    TalkService(
            Talks talks,
            RosterService roster,
            RuleService rules,
            Seals seals,
            Changes changes,
            Editions editions,
            Clock clock) {
        this.talks = talks;
        this.roster = roster;
        this.rules = rules;
        this.seals = seals;
        this.changes = changes;
        this.editions = editions;
        this.clock = clock;
    }

    Mono<Shown> hold(String unit, Body body, @Nullable String note, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> TALK_BRANCH_NOT_FOUND.at("/unit", unit)))
                .flatMap(place -> roster.shape(unit, caller)
                        .map(shape -> pair(body, shape))
                        .flatMap(pair -> held(place, body, pair, note, caller)))
                .flatMap(changes::save)
                .map(talk -> new Shown(talk, note));
    }

    /** All of it is said anew; the note that stood there before is kept with the version before. */
    Mono<Shown> correct(String id, Body body, @Nullable String note, String reason, Caller caller) {
        return changes.on(Talk.class, id)
                .visible(talk -> caller.may(ENTER, talk.scope()), () -> TALK_NOT_FOUND.of(id))
                .decideWith(talk -> Mono.zip(
                                roster.shape(talk.scope().unit(), caller).map(shape -> pair(body, shape)),
                                sealed(id, note))
                        .map(both -> talk.correct(
                                body.sealed(both.getT2().orElse(null)), both.getT1(), reason, now(caller))))
                .map(talk -> new Shown(talk, note));
    }

    /** Every version of it, oldest first. */
    Mono<List<Version>> versions(String id, Caller caller) {
        return talks.findById(id)
                .filter(talk -> caller.may(ENTER, talk.scope()))
                .switchIfEmpty(Mono.error(() -> TALK_NOT_FOUND.of(id)))
                .flatMapMany(talk -> editions.of(Talk.class, id).concatWithValues(talk))
                .concatMap(one -> opened(id, one.body()).map(note -> version(one, note.orElse(null))))
                .collectList();
    }

    private static Version version(Talk talk, @Nullable String note) {
        return new Version(talk.version() == null ? 0 : talk.version(), talk.body(), talk.state(), note);
    }

    private Mono<Change<Talk>> held(Place place, Body body, Pair pair, @Nullable String note, Caller caller) {
        return changes.newId()
                .flatMap(id -> sealed(id, note)
                        .map(closed ->
                                Talk.hold(id, place.scope(), body.sealed(closed.orElse(null)), pair, now(caller))));
    }

    /** Refuses what cannot have been, and says whose talk it was. */
    private Pair pair(Body body, Shape shape) {
        var day = body.date();
        if (day.isAfter(LocalDate.now(clock))) {
            throw TALK_IN_THE_FUTURE.at("/date");
        }
        if (!shape.unit().openOn(day)) {
            throw TALK_BRANCH_CLOSED.at("/date");
        }
        var members = shape.membersOn(day);
        if (!members.contains(body.one()) || !members.contains(body.other())) {
            throw TALK_NOT_OF_THIS_BRANCH.at(members.contains(body.one()) ? "/other" : "/one");
        }
        var seated = shape.seatedOn(day);
        return Pair.of(seated.contains(body.one()), seated.contains(body.other()));
    }

    Mono<Shown> withdraw(String id, String reason, Caller caller) {
        return changes.on(Talk.class, id)
                .visible(talk -> caller.may(ENTER, talk.scope()), () -> TALK_NOT_FOUND.of(id))
                .decide(talk -> talk.withdraw(reason, now(caller)))
                .map(talk -> new Shown(talk, null));
    }

    Mono<Shown> one(String id, Caller caller) {
        return talks.findById(id)
                .filter(talk -> caller.may(ENTER, talk.scope()))
                .switchIfEmpty(Mono.error(() -> TALK_NOT_FOUND.of(id)))
                .flatMap(talk -> opened(talk.id(), talk.body()).map(note -> new Shown(talk, note.orElse(null))));
    }

    Mono<Year> year(String unit, @Nullable Integer wanted, Caller caller) {
        var today = LocalDate.now(clock);
        int year = wanted == null ? today.getYear() : wanted;
        var last = LocalDate.of(year, 12, 31);
        var on = last.isAfter(today) ? today : last;
        return roster.place(unit, READ, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> TALK_BRANCH_NOT_FOUND.at("/unit", unit)))
                .flatMap(place -> Mono.zip(
                                roster.shape(unit, caller),
                                talks.between(unit, LocalDate.of(year, 1, 1), last)
                                        .collectList())
                        .map(both -> {
                            var held = both.getT2();
                            var shares = Coverage.of(
                                    both.getT1(),
                                    on,
                                    held.stream().map(Talk::body).toList());
                            var shown = caller.may(ENTER, place.scope()) ? held : null;
                            return new Year(year, on, rules.article(RULE, on), shares, shown);
                        }));
    }

    /** How many talks a branch has held in those days. */
    public Mono<Integer> held(String unit, LocalDate from, LocalDate until, Caller caller) {
        return roster.place(unit, READ, caller)
                .flatMap(place -> talks.between(unit, from, until).count())
                .map(Long::intValue)
                .defaultIfEmpty(0);
    }

    private Mono<Optional<Sealed>> sealed(String id, @Nullable String note) {
        return note == null || note.isBlank()
                ? Mono.just(Optional.empty())
                : seals.seal(note.strip(), place(id)).map(Optional::of);
    }

    private Mono<Optional<String>> opened(String id, Body body) {
        var note = body.note();
        return note == null
                ? Mono.just(Optional.empty())
                : seals.open(note, place(id)).map(Optional::of);
    }

    private static SealPlace place(String id) {
        return new SealPlace("talk.note", id);
    }

    private Entry now(Caller caller) {
        return new Entry(clock.instant(), caller.account());
    }
}

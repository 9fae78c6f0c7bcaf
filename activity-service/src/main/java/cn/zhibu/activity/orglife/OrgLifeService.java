package cn.zhibu.activity.orglife;

import static cn.zhibu.activity.orglife.OrgLifeProblem.*;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.orglife.OrgLife.Course;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.directory.Membership;
import cn.zhibu.directory.Shape;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.rules.Article;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for organisational-life meetings. What was said of persons is for the branch alone. */
@Service
class OrgLifeService {

    private static final String RULE = "BR-26";

    /** The meeting of a year with what its article asks for; there is none until somebody begins it. */
    record Shown(String unit, int year, @Nullable OrgLife life, Optional<Article> article, List<Phases.Check> checks) {}

    /** What was said of a person, opened. */
    record Said(String member, String note) {}

    private final OrgLives lives;
    private final Links links;
    private final RosterService roster;
    private final RuleService rules;
    private final Vault vault;
    private final Changes changes;
    private final Clock clock;

    OrgLifeService(
            OrgLives lives,
            Links links,
            RosterService roster,
            RuleService rules,
            Vault vault,
            Changes changes,
            Clock clock) {
        this.lives = lives;
        this.links = links;
        this.roster = roster;
        this.rules = rules;
        this.vault = vault;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Shown> year(String unit, int year, Caller caller) {
        return roster.place(unit, READ, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> ORG_LIFE_BRANCH_NOT_FOUND.at("/unit", unit)))
                .flatMap(place -> lives.findOf(unit, year).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .flatMap(found -> shown(unit, year, found.orElse(null), caller));
    }

    Mono<Shown> open(String unit, int year, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> ORG_LIFE_BRANCH_NOT_FOUND.at("/unit", unit)))
                .zipWith(changes.newId())
                .map(both -> OrgLife.open(both.getT2(), both.getT1().scope(), year))
                .flatMap(changes::save)
                .flatMap(life -> shown(life, caller));
    }

    Mono<Shown> keep(String id, Course course, Caller caller) {
        return writing(id, caller)
                .decideWith(life -> roster.shape(life.scope().unit(), caller)
                        .doOnNext(shape -> checkOwners(course, shape))
                        .then(links.held(course, life.scope().unit(), caller))
                        .map(life::keep))
                .flatMap(life -> shown(life, caller));
    }

    private static void checkOwners(Course course, Shape shape) {
        var known = members(shape);
        for (int i = 0; i < course.measures().size(); i++) {
            var owner = course.measures().get(i).owner();
            if (owner != null && !known.contains(owner)) {
                throw NEVER_OF_THIS_BRANCH.at("/measures/" + i + "/owner");
            }
        }
    }

    /** Everybody who has ever belonged to the branch. */
    private static Set<String> members(Shape shape) {
        return shape.memberships().stream().map(Membership::person).collect(Collectors.toSet());
    }

    /** What was said of everybody, in the order in which it was written down. */
    Mono<List<Said>> criticisms(String id, Caller caller) {
        return lives.findById(id)
                .filter(life -> caller.may(ENTER, life.scope()))
                .switchIfEmpty(Mono.error(() -> ORG_LIFE_NOT_FOUND.of(id)))
                .flatMap(life -> Flux.fromIterable(life.criticisms())
                        .concatMap(one -> vault.open(id, one).map(note -> new Said(one.member(), note)))
                        .collectList());
    }

    Mono<Shown> criticise(String id, String member, @Nullable String note, Caller caller) {
        return writing(id, caller)
                .decideWith(life -> roster.shape(life.scope().unit(), caller)
                        .doOnNext(shape -> {
                            if (!members(shape).contains(member)) {
                                throw NEVER_OF_THIS_BRANCH.at("/member");
                            }
                        })
                        .then(vault.seal(id, member, note))
                        .map(closed -> life.criticise(member, closed.orElse(null))))
                .flatMap(life -> shown(life, caller));
    }

    private Acting<OrgLife> writing(String id, Caller caller) {
        return changes.on(OrgLife.class, id)
                .visible(life -> caller.may(ENTER, life.scope()), () -> ORG_LIFE_NOT_FOUND.of(id));
    }

    private Mono<Shown> shown(OrgLife life, Caller caller) {
        return shown(life.scope().unit(), life.year(), life, caller);
    }

    /** Talks count that were held in the year, up to the meeting where its day is known. */
    private Mono<Shown> shown(String unit, int year, @Nullable OrgLife life, Caller caller) {
        var held = life == null ? null : life.course().heldOn();
        var until = held == null ? LocalDate.of(year, 12, 31) : held;
        return links.talks(unit, LocalDate.of(year, 1, 1), until, caller)
                .map(count -> new Shown(
                        unit, year, life, rules.article(RULE, until), Phases.of(life, count, LocalDate.now(clock))));
    }
}

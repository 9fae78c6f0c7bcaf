package cn.zhibu.member.post;

import static cn.zhibu.member.post.PostProblem.POSTS_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.READ;
import static cn.zhibu.platform.security.Capability.REVIEW;

import cn.zhibu.member.account.AccountService;
import cn.zhibu.member.account.Owner;
import cn.zhibu.member.grant.Following;
import cn.zhibu.member.grant.PostGrantService;
import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.rules.Reminder;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Reads how posts stand, of one branch or of many, and sends the superior's reminders. */
@Service
class PostService {

    /** Whether the secretary can sign in and enter for the branch. */
    enum Access {
        GIVEN,
        NO_ACCOUNT,
        ACCOUNT_CLOSED,
        KEPT_BACK
    }

    /**
     * A branch with its posts today.
     *
     * @param sheet what was reminded of; nothing where the branch was not looked at yet
     * @param owners accounts of the secretary; null where the reader does not administer accounts
     */
    record Branch(
            Place place,
            Posts posts,
            LocalDate today,
            @Nullable BranchPosts sheet,
            @Nullable List<Owner> owners,
            List<Following> grants,
            boolean reminds) {

        @Nullable
        Access access(String member) {
            if (owners == null) {
                return null;
            }
            var own = owners.stream()
                    .filter(owner -> owner.member().equals(member))
                    .toList();
            if (own.isEmpty()) {
                return Access.NO_ACCOUNT;
            }
            var open = own.stream().filter(Owner::open).map(Owner::account).toList();
            if (open.isEmpty()) {
                return Access.ACCOUNT_CLOSED;
            }
            return grants.stream().anyMatch(grant -> grant.stands() && open.contains(grant.account()))
                    ? Access.GIVEN
                    : Access.KEPT_BACK;
        }
    }

    private static final Sort MOST = Sort.by(Sort.Order.desc("lacking"), Sort.Order.asc("id"));
    private static final Sort SOONEST = Sort.by("ends", "id");

    private final PostKeeper keeper;
    private final PostSheets sheets;
    private final UnitService units;
    private final AccountService accounts;
    private final PostGrantService grants;
    private final RuleService rules;
    private final Changes changes;
    private final Clock clock;
    private final Listing<BranchPosts> vacant;
    private final Listing<BranchPosts> ending;

    PostService(
            PostKeeper keeper,
            PostSheets sheets,
            UnitService units,
            AccountService accounts,
            PostGrantService grants,
            RuleService rules,
            Changes changes,
            ReactiveMongoTemplate mongo,
            Clock clock) {
        this.keeper = keeper;
        this.sheets = sheets;
        this.units = units;
        this.accounts = accounts;
        this.grants = grants;
        this.rules = rules;
        this.changes = changes;
        this.clock = clock;
        this.vacant = new Listing<>(mongo, BranchPosts.class, MOST);
        this.ending = new Listing<>(mongo, BranchPosts.class, SOONEST);
    }

    /** The posts of a branch today. */
    Mono<Branch> one(String id, Caller caller) {
        return units.place(id, READ, caller)
                .filter(Place::isBranch)
                .switchIfEmpty(Mono.error(() -> POSTS_NOT_FOUND.of(id)))
                .flatMap(place -> keeper.posts(place).flatMap(posts -> branch(place, posts, caller)));
    }

    private Mono<Branch> branch(Place place, Posts posts, Caller caller) {
        var today = LocalDate.now(clock);
        var administers = caller.may(ADMINISTER, place.scope());
        var reminds = reminds(place.scope(), caller);
        var owners =
                administers ? accounts.owners(posts.secretaries(today)).collectList() : Mono.just(List.<Owner>of());
        var following = administers ? grants.of(place.id()).collectList() : Mono.just(List.<Following>of());
        return Mono.zip(owners, following)
                .flatMap(both -> sheets.findById(BranchPosts.nameOf(place.id()))
                        .map(sheet -> new Branch(
                                place, posts, today, sheet, administers ? both.getT1() : null, both.getT2(), reminds))
                        .defaultIfEmpty(new Branch(
                                place, posts, today, null, administers ? both.getT1() : null, both.getT2(), reminds)));
    }

    /** Branches in which a post is vacant, those with the most first. */
    Mono<Page<BranchPosts>> vacancies(@Nullable String below, PageQuery page, Caller caller) {
        return reach(below, caller)
                .flatMap(reach -> vacant.page(
                        Criteria.where("scope.ancestors")
                                .in(reach)
                                .and("lacking")
                                .gt(0),
                        page));
    }

    /** Branches whose term ends within the time in which the superior reminds (BR-19), or is over; those first that end first. */
    Mono<Page<BranchPosts>> terms(@Nullable String below, PageQuery page, Caller caller) {
        var last = LocalDate.now(clock).plusMonths(lead());
        return reach(below, caller)
                .flatMap(reach -> ending.page(
                        Criteria.where("scope.ancestors").in(reach).and("ends").lt(last), page));
    }

    /** The superior reminds a branch of the election (BR-19). */
    Mono<BranchPosts> remind(String branch, Caller caller) {
        return changes.on(BranchPosts.class, BranchPosts.nameOf(branch))
                .visible(sheet -> reminds(sheet.scope(), caller), () -> POSTS_NOT_FOUND.of(branch))
                .decide(sheet -> sheet.remind(caller.account(), clock.instant(), LocalDate.now(clock), lead()));
    }

    private int lead() {
        return rules.reminder(Reminder.About.TERM).monthsBefore();
    }

    /** Only who is above the branch reminds it. */
    static boolean reminds(Scope branch, Caller caller) {
        return caller.may(REVIEW, branch) || caller.may(ADMINISTER, branch);
    }

    private Mono<Set<String>> reach(@Nullable String below, Caller caller) {
        return below == null
                ? Mono.just(caller.reach(READ))
                : units.place(below, READ, caller)
                        .map(place -> Set.of(place.id()))
                        .defaultIfEmpty(Set.of());
    }
}

package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.*;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.organisation.UnitService.Place;
import cn.zhibu.member.roster.MemberFiles.OpenFields;
import cn.zhibu.member.roster.MemberFiles.SealedFields;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for members. A branch keeps its own roster; the bureau's administrator may help. */
@Service
class MemberService {

    /** What was typed into a member's file, before it is sealed. */
    record Draft(
            Member.Person person,
            @Nullable String identityNumber,
            @Nullable String phone,
            Member.Standing standing) {}

    /** A member with the sealed fields opened as far as the reader may see them. */
    record Shown(Member member, OpenFields open) {}

    private static final int NAMED_AT_ONCE = 100;
    private static final Sort BY_NAME = Sort.by("person.name", "id");
    private static final int SEARCHED = 200;

    private final Members members;
    private final MemberFiles files;
    private final UnitService units;
    private final Changes changes;

    MemberService(Members members, MemberFiles files, UnitService units, Changes changes) {
        this.members = members;
        this.files = files;
        this.units = units;
        this.changes = changes;
    }

    Mono<Shown> join(String unit, Draft draft, Caller caller) {
        return writable(unit, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> UNIT_IS_NO_BRANCH.at("/unit", unit)))
                .zipWith(changes.newId())
                .flatMap(both -> files.seal(both.getT2(), null, draft.identityNumber(), draft.phone())
                        .map(closed -> Member.join(
                                both.getT2(),
                                both.getT1().scope(),
                                person(draft, closed),
                                draft.standing(),
                                closed.uniqueKey())))
                .flatMap(changes::save)
                .onErrorMap(DuplicateKeyException.class, known -> IDENTITY_NUMBER_KNOWN.at("/identityNumber"))
                .flatMap(member -> shown(member, caller));
    }

    Mono<Shown> correct(String id, Draft draft, Caller caller) {
        return writing(id, caller)
                .decideWith(member -> files.seal(id, member, draft.identityNumber(), draft.phone())
                        .map(closed -> member.correct(person(draft, closed), draft.standing(), closed.uniqueKey())))
                .onErrorMap(DuplicateKeyException.class, known -> IDENTITY_NUMBER_KNOWN.at("/identityNumber"))
                .flatMap(member -> shown(member, caller));
    }

    Mono<Shown> convert(String id, LocalDate on, Caller caller) {
        return writing(id, caller).decide(member -> member.convert(on)).flatMap(member -> shown(member, caller));
    }

    Mono<Shown> depart(String id, LocalDate on, String reason, Caller caller) {
        return writing(id, caller).decide(member -> member.depart(on, reason)).flatMap(member -> shown(member, caller));
    }

    Mono<Shown> one(String id, Caller caller) {
        return members.findById(id)
                .filter(member -> caller.may(READ, member.scope()))
                .switchIfEmpty(Mono.error(() -> MEMBER_NOT_FOUND.of(id)))
                .flatMap(member -> shown(member, caller));
    }

    Mono<Page<Member>> list(@Nullable String unit, boolean departed, PageQuery query, Caller caller) {
        var page = PageRequest.of(query.page() - 1, query.size(), BY_NAME);
        return reach(unit, caller)
                .flatMap(reach -> members.findUnder(reach, departed, page)
                        .collectList()
                        .zipWith(members.countUnder(reach, departed))
                        .map(both -> Page.of(both.getT1(), both.getT2(), query)));
    }

    /** Members whose name contains the text, at most 200. */
    Mono<Page<Member>> search(String text, @Nullable String unit, PageQuery query, Caller caller) {
        return reach(unit, caller)
                .flatMap(reach -> members.findNamed(reach, Bigrams.first(text), BY_NAME)
                        .filter(member -> member.person().name().contains(text.trim()))
                        .take(SEARCHED)
                        .collectList()
                        .map(found -> new Page<>(
                                found.stream()
                                        .skip(query.skip())
                                        .limit(query.size())
                                        .toList(),
                                found.size(),
                                found.size() == SEARCHED,
                                query.page(),
                                query.size())));
    }

    Flux<Member> ofBranch(String unit, Caller caller) {
        return members.findByBranch(unit, BY_NAME).filter(member -> caller.may(READ, member.scope()));
    }

    /** Whom a ledger names by their ids; those whom the caller may not see are left out. */
    Flux<Member> named(List<String> ids, Caller caller) {
        return members.findByIdIn(ids.stream().limit(NAMED_AT_ONCE).toList())
                .filter(member -> caller.may(READ, member.scope()));
    }

    /** The caller's reach, narrowed to a unit when one is named. */
    private Mono<Set<String>> reach(@Nullable String unit, Caller caller) {
        return unit == null
                ? Mono.just(caller.reach(READ))
                : units.place(unit, READ, caller)
                        .map(place -> Set.of(place.id()))
                        .defaultIfEmpty(Set.of());
    }

    private Mono<Place> writable(String unit, Caller caller) {
        return units.place(unit, ENTER, caller)
                .switchIfEmpty(units.place(unit, ADMINISTER, caller))
                .switchIfEmpty(Mono.error(() -> BRANCH_NOT_FOUND.at("/unit", unit)));
    }

    private Acting<Member> writing(String id, Caller caller) {
        return changes.on(Member.class, id)
                .visible(member -> writes(member.scope(), caller), () -> MEMBER_NOT_FOUND.of(id));
    }

    private static boolean writes(Scope scope, Caller caller) {
        return caller.may(ENTER, scope) || caller.may(ADMINISTER, scope);
    }

    private Mono<Shown> shown(Member member, Caller caller) {
        return files.open(member, caller.may(ENTER, member.scope())).map(open -> new Shown(member, open));
    }

    private static Member.Person person(Draft draft, SealedFields closed) {
        var typed = draft.person();
        return new Member.Person(
                typed.name(), typed.gender(), typed.born(), closed.identityNumber(), closed.phone(), typed.education());
    }
}

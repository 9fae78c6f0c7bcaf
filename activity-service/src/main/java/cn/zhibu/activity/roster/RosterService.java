package cn.zhibu.activity.roster;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Which unit is what, and who belongs to a branch on a day. */
@Service
public class RosterService {

    /** A unit as records need it. */
    public record Place(String id, String kind, Scope scope) {}

    /** The members of a branch on a day: everybody, and those who may vote (full members, EL-04). */
    public record Roll(Set<String> members, Set<String> voting) {}

    private final Rows units;
    private final MemberRows members;
    private final Turns turns;

    RosterService(Rows units, MemberRows members, Turns turns) {
        this.units = units;
        this.members = members;
        this.turns = turns;
    }

    /** A unit at which the caller has the capability; empty when there is none such. */
    public Mono<Place> place(String id, Capability capability, Caller caller) {
        return units.findById(id)
                .filter(unit -> caller.may(capability, unit.scope()))
                .map(unit -> new Place(unit.id(), unit.kind(), unit.scope()));
    }

    /** Which of these ids are units of the bureau, with their kind. */
    public Mono<Map<String, String>> kinds(Set<String> ids) {
        return units.findByIdIn(ids).collectMap(UnitRow::id, UnitRow::kind);
    }

    /** Which of these ids are groups of the branch. */
    public Mono<Set<String>> groupsOf(String branch, Set<String> ids) {
        return units.findByIdIn(ids)
                .filter(unit -> "GROUP".equals(unit.kind()) && branch.equals(unit.parent()))
                .map(UnitRow::id)
                .collect(java.util.stream.Collectors.toSet());
    }

    public Mono<Roll> roll(String branch, LocalDate day) {
        return members.findByUnit(branch).collectList().flatMap(all -> {
            var ids = all.stream()
                    .flatMap(member -> Stream.of(member.id() + ":departed", member.id() + ":converted"))
                    .toList();
            return turns.findByIdIn(ids).collectList().map(happened -> roll(all, happened, day));
        });
    }

    private static Roll roll(List<MemberRow> all, List<Turn> turns, LocalDate day) {
        var happened = new HashMap<String, LocalDate>();
        turns.forEach(turn -> happened.put(turn.id(), turn.on()));
        var present = all.stream()
                .filter(member -> !member.on().isAfter(day))
                .filter(member -> !before(happened.get(member.id() + ":departed"), day))
                .toList();
        var voting = present.stream()
                .filter(member -> before(member.fullOn(), day) || before(happened.get(member.id() + ":converted"), day))
                .map(MemberRow::id)
                .collect(java.util.stream.Collectors.toSet());
        return new Roll(present.stream().map(MemberRow::id).collect(java.util.stream.Collectors.toSet()), voting);
    }

    /** Whether something happened on or before the day. */
    private static boolean before(@Nullable LocalDate happened, LocalDate day) {
        return happened != null && !happened.isAfter(day);
    }
}

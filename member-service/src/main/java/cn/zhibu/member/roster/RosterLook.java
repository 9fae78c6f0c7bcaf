package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.BRANCH_CLOSED;
import static cn.zhibu.member.roster.MemberProblem.IDENTITY_CONTRADICTS;
import static cn.zhibu.member.roster.MemberProblem.IDENTITY_NUMBER_KNOWN;
import static cn.zhibu.member.roster.MemberProblem.ON_THE_ROSTER;
import static cn.zhibu.member.roster.MemberProblem.OTHER_NAME_KNOWN;

import cn.zhibu.member.organisation.Place;
import cn.zhibu.platform.input.SearchText;
import cn.zhibu.process.problem.FieldFault;
import cn.zhibu.process.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at many who may be entered, one after the other, and remembers whom those before have named. */
final class RosterLook {

    /**
     * What is on record already.
     *
     * @param branches those for which the caller may enter, by id
     * @param numbers people by the key of their identity number
     * @param names of people by branch, folded
     */
    record OnRecord(Map<String, Place> branches, Map<String, Person> numbers, Map<String, Set<String>> names) {}

    private final OnRecord there;
    private final LocalDate today;
    private final Map<String, Integer> before = new HashMap<>();

    RosterLook(OnRecord there, Clock clock) {
        this.there = there;
        this.today = LocalDate.now(clock);
    }

    /** @param key of the identity number, where one is typed that can be one */
    List<FieldFault> faults(RosterRow row, @Nullable String key) {
        var faults = new ArrayList<>(row.faults());
        var branch = there.branches().get(row.branch());
        if (branch == null && !row.branch().isEmpty()) {
            faults.add(FieldFault.of("/values/" + RosterForms.BRANCH, "NOT_AN_OPTION"));
        }
        var draft = row.draft();
        if (branch == null || draft == null) {
            return faults;
        }
        together(branch, draft, faults);
        if (!draft.confirmed() && draft.identityNumber() != null) {
            IdentityNumber.of(draft.identityNumber(), today)
                    .contradicted(draft.identity().born(), draft.identity().gender())
                    .forEach(pointer -> faults.add(FieldFault.of("/values" + pointer, IDENTITY_CONTRADICTS.name())));
        }
        if (!branch.openOn(draft.dates().from())) {
            faults.add(FieldFault.of("/date", BRANCH_CLOSED.name()));
        }
        if (faults.isEmpty()) {
            known(row, branch, draft, key, faults);
        }
        return faults;
    }

    /** What its days say of each other. */
    private static void together(Place branch, MemberService.Draft draft, List<FieldFault> faults) {
        try {
            var spell = Membership.begin("looked at", branch.scope(), draft.dates(), draft.group());
            Person.enter("looked at", draft.identity(), "looked at", spell, new Person.Stamp("", Instant.EPOCH, null));
        } catch (Problem wrong) {
            wrong.faults().forEach(fault -> faults.add(inSheet(fault)));
        }
    }

    /** A fault of the form at its cell. */
    static FieldFault inSheet(FieldFault fault) {
        var pointer = "/from".equals(fault.pointer()) ? "/date" : "/values" + fault.pointer();
        return new FieldFault(pointer, fault.code(), fault.args());
    }

    private void known(
            RosterRow row, Place branch, MemberService.Draft draft, @Nullable String key, List<FieldFault> faults) {
        var name = SearchText.of(draft.identity().name());
        var earlier = before.putIfAbsent(
                key == null ? branch.id() + " " + name : key, row.row().row());
        if (earlier != null && (key != null || !row.row().again())) {
            var pointer = key == null ? "/values/name" : "/values/identityNumber";
            faults.add(FieldFault.of(pointer, "TWICE_IN_SHEET", earlier));
            return;
        }
        var person = key == null ? null : there.numbers().get(key);
        if (person != null) {
            again(person, branch, draft, faults);
        } else if (!row.row().again()
                && there.names().getOrDefault(branch.id(), Set.of()).contains(name)) {
            faults.add(FieldFault.of("/values/name", ON_THE_ROSTER.name()));
        }
    }

    /** Somebody whose number is known joins again, if nothing of it overlaps what is on record. */
    private static void again(Person person, Place branch, MemberService.Draft draft, List<FieldFault> faults) {
        var next = Membership.begin("looked at", branch.scope(), draft.dates(), draft.group());
        if (!Bigrams.of(person.identity().name())
                .equals(Bigrams.of(draft.identity().name()))) {
            faults.add(FieldFault.of("/values/name", OTHER_NAME_KNOWN.name()));
        } else if (person.memberships().stream().anyMatch(next::overlaps)) {
            faults.add(FieldFault.of("/values/identityNumber", IDENTITY_NUMBER_KNOWN.name()));
        }
    }
}

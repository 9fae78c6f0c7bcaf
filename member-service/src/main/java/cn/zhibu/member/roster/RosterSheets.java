package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.MEMBER_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.ENTER;

import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.input.SearchText;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.sheet.Candidate;
import cn.zhibu.platform.sheet.Form;
import cn.zhibu.platform.sheet.ImportTarget;
import cn.zhibu.platform.sheet.Known;
import cn.zhibu.process.problem.FieldFault;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows become members: of one branch, or of all below a unit. */
@Component
class RosterSheets implements ImportTarget {

    private static final int AT_ONCE = 500;

    private final RosterForms forms;
    private final UnitService units;
    private final MemberService members;
    private final MemberFiles files;
    private final Persons persons;
    private final Changes changes;
    private final Clock clock;

    RosterSheets(
            RosterForms forms,
            UnitService units,
            MemberService members,
            MemberFiles files,
            Persons persons,
            Changes changes,
            Clock clock) {
        this.forms = forms;
        this.units = units;
        this.members = members;
        this.files = files;
        this.persons = persons;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Mono<Form> form(String kind, String unit, Caller caller) {
        return switch (kind) {
            case RosterForms.OF_BRANCH ->
                units.groupsOf(unit, caller).collectList().map(forms::ofBranch);
            case RosterForms.OF_UNIT -> branches(unit, kind, caller).map(found -> forms.ofUnit(found));
            default -> Mono.empty();
        };
    }

    @Override
    public Mono<Scope> place(String unit, String kind, Caller caller) {
        return units.place(unit, ENTER, caller)
                .switchIfEmpty(Mono.defer(() -> units.place(unit, ADMINISTER, caller)))
                .filter(place -> place.isBranch() == kind.equals(RosterForms.OF_BRANCH))
                .map(Place::scope);
    }

    @Override
    public boolean mayEnter(Scope scope, Caller caller) {
        return caller.may(ENTER, scope) || caller.may(ADMINISTER, scope);
    }

    /** What there is to choose from stands in the form. */
    @Override
    public Mono<Known> names(Form form, String unit, Caller caller) {
        return Mono.just(Known.NOTHING);
    }

    @Override
    public Mono<Map<Integer, List<FieldFault>>> faults(String unit, String kind, List<Candidate> all, Caller caller) {
        var below = kind.equals(RosterForms.OF_UNIT);
        var today = LocalDate.now(clock);
        var rows =
                all.stream().map(one -> RosterRow.read(one, unit, below, today)).toList();
        return keys(rows)
                .flatMap(keys -> branches(unit, kind, caller)
                        .flatMap(found -> onRecord(rows, keys, found))
                        .map(there -> {
                            var look = new RosterLook(there, clock);
                            var faults = new HashMap<Integer, List<FieldFault>>();
                            rows.forEach(row -> faults.put(
                                    row.row().row(),
                                    look.faults(row, keys.get(row.row().row()))));
                            return Map.copyOf(faults);
                        }));
    }

    /** Keys of the identity numbers by row. */
    private Mono<Map<Integer, String>> keys(List<RosterRow> rows) {
        return Flux.fromIterable(rows)
                .concatMap(row ->
                        files.keyOf(row.number()).map(key -> Map.entry(row.row().row(), key)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<RosterLook.OnRecord> onRecord(List<RosterRow> rows, Map<Integer, String> keys, List<Place> found) {
        var branches = found.stream().collect(Collectors.toMap(Place::id, place -> place));
        var names = new HashSet<String>();
        rows.forEach(row -> Optional.ofNullable(row.draft())
                .ifPresent(draft -> names.add(draft.identity().name())));
        var numbers = some(keys.values())
                .concatMap(persons::findByUniqueKeyIn)
                .collectMap(Person::uniqueKey, person -> person);
        var same = branches.isEmpty()
                ? Mono.just(Map.<String, Set<String>>of())
                : some(names)
                        .concatMap(part -> persons.findNamesakes(branches.keySet(), part))
                        .collectList()
                        .map(people -> byBranch(people, branches.keySet()));
        return Mono.zip(numbers, same, (known, there) -> new RosterLook.OnRecord(branches, known, there));
    }

    private static Flux<List<String>> some(java.util.Collection<String> all) {
        return Flux.fromIterable(new ArrayList<>(new HashSet<>(all))).buffer(AT_ONCE);
    }

    private Map<String, Set<String>> byBranch(List<Person> people, Set<String> branches) {
        var today = LocalDate.now(clock);
        var names = new HashMap<String, Set<String>>();
        for (var person : people) {
            for (var spell : person.memberships()) {
                if (spell.coversOn(today) && branches.contains(spell.scope().unit())) {
                    names.computeIfAbsent(spell.scope().unit(), fresh -> new HashSet<>())
                            .add(SearchText.of(person.identity().name()));
                }
            }
        }
        return names;
    }

    /** The branches for which rows of that kind may be entered at the unit. */
    private Mono<List<Place>> branches(String unit, String kind, Caller caller) {
        if (kind.equals(RosterForms.OF_BRANCH)) {
            return units.place(unit, ENTER, caller)
                    .switchIfEmpty(Mono.defer(() -> units.place(unit, ADMINISTER, caller)))
                    .map(List::of)
                    .defaultIfEmpty(List.of());
        }
        return units.below(unit, caller)
                .filter(place -> mayEnter(place.scope(), caller))
                .collectList()
                .map(all -> {
                    var named = all.stream().collect(Collectors.toMap(Place::id, Place::name));
                    return RosterForms.apart(
                            all.stream().filter(Place::isBranch).toList(), named);
                });
    }

    @Override
    public Mono<String> enter(String unit, String kind, LocalDate day, Candidate one, Caller caller) {
        var row = RosterRow.read(one, unit, kind.equals(RosterForms.OF_UNIT), LocalDate.now(clock));
        var draft = row.draft();
        return draft == null
                ? Mono.error(() -> MEMBER_NOT_FOUND.of(String.valueOf(one.row())))
                : members.join(row.branch(), draft, caller).map(Person::id);
    }

    /** Who began it may take it back, whatever was revoked meanwhile. */
    @Override
    public Mono<Boolean> takeBack(String id, String reason, Caller caller) {
        var stamp = new Person.Stamp(caller.account(), clock.instant(), reason);
        return persons.findBySpell(id)
                .flatMap(found -> changes.on(Person.class, found.id())
                        .visible(person -> true, () -> MEMBER_NOT_FOUND.of(id))
                        .decide(person -> person.takeBack(id, stamp)))
                .map(person -> person.membership(id).map(Membership::none).orElse(true));
    }
}

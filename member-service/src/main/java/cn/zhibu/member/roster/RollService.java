package cn.zhibu.member.roster;

import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.MemberFiles.OpenFields;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.sheet.Form;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The roster of a day for the features that write it out or count it: one after the other, never all at once. */
@Service
public class RollService {

    private static final Sort BY_NAME = Sort.by("identity.name", "id");
    private static final OpenFields NOT_ASKED_FOR = new OpenFields(null, null);

    private final Persons persons;
    private final MemberFiles files;
    private final UnitService units;
    private final RosterForms forms;
    private final ReactiveMongoOperations mongo;

    RollService(
            Persons persons, MemberFiles files, UnitService units, RosterForms forms, ReactiveMongoOperations mongo) {
        this.persons = persons;
        this.files = files;
        this.units = units;
        this.forms = forms;
        this.mongo = mongo;
    }

    /** The columns of a sheet of members as they are called in the one that is brought, by their ids. */
    public List<Form.Field> columns() {
        return forms.columns();
    }

    /** A unit that the caller may read and at or below which there are branches; empty where there is none such. */
    public Mono<Place> place(String unit, Caller caller) {
        return units.place(unit, READ, caller).filter(place -> !place.isGroup());
    }

    /** How many belong to it on a day, counted as far as is said. */
    public Mono<Long> people(Place place, LocalDate day, int most, Caller caller) {
        return caller.may(READ, place.scope())
                ? mongo.count(new Query(Persons.covering(Set.of(place.id()), day)).limit(most), Person.class)
                : Mono.just(0L);
    }

    /** The branches at or below it in the order of the tree; of two with one name each bears the name of its school. */
    public Flux<Place> branches(Place place, Caller caller) {
        if (place.isBranch()) {
            return caller.may(READ, place.scope()) ? Flux.just(place) : Flux.empty();
        }
        return units.below(place.id(), caller).collectList().flatMapIterable(all -> {
            var named = all.stream().collect(Collectors.toMap(Place::id, Place::name));
            return RosterForms.apart(all.stream().filter(Place::isBranch).toList(), named);
        });
    }

    /**
     * Everybody of a branch on a day, by name.
     *
     * @param sealed whether identity number and telephone are wanted: unmasked for whoever enters for the branch that keeps
     *     the file, as in the file itself
     */
    public Flux<Enrolled> of(Place branch, LocalDate day, boolean sealed, Caller caller) {
        if (!caller.may(READ, branch.scope())) {
            return Flux.empty();
        }
        return persons.findWithin(Set.of(branch.id()), day, day, BY_NAME)
                .concatMap(person -> Mono.justOrEmpty(spell(person, branch, day))
                        .flatMap(spell -> enrolled(person, spell, day, sealed, caller)));
    }

    private Mono<Enrolled> enrolled(Person person, Membership spell, LocalDate day, boolean sealed, Caller caller) {
        var unmasked = caller.may(ENTER, person.scope());
        var open = sealed ? files.open(person, unmasked) : Mono.just(NOT_ASKED_FOR);
        return open.map(fields -> Enrolled.of(person, spell, day, fields, unmasked));
    }

    /** What is counted of everybody at or below a unit on a day, in no order. */
    public Flux<Counted> counted(Place place, LocalDate day, Caller caller) {
        if (!caller.may(READ, place.scope())) {
            return Flux.empty();
        }
        return persons.findToCount(place.id(), day)
                .handle((person, out) ->
                        spell(person, place, day).ifPresent(spell -> out.next(Counted.of(person, spell, day))));
    }

    private static Optional<Membership> spell(Person person, Place place, LocalDate day) {
        return person.memberships().stream()
                .filter(spell -> spell.scope().ancestors().contains(place.id()) && spell.coversOn(day))
                .findFirst();
    }
}

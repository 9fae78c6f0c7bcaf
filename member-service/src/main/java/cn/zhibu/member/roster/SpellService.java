package cn.zhibu.member.roster;

import java.time.LocalDate;
import java.util.Set;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Who belonged where and when, for the product itself, which nobody asked: what follows from it, and not what anybody is shown. */
@Service
public class SpellService {

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

    private final Persons persons;

    SpellService(Persons persons) {
        this.persons = persons;
    }

    /** Every spell in a branch there ever was. */
    public Flux<Spell> of(String branch) {
        return persons.findWithin(Set.of(branch), FIRST, Membership.OPEN, Sort.unsorted())
                .flatMapIterable(person -> person.memberships().stream()
                        .filter(spell -> spell.scope().unit().equals(branch))
                        .map(spell -> new Spell(person.id(), spell.from(), spell.until(), spell.fullOn()))
                        .toList());
    }
}

package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.MEMBER_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ADMINISTER;
import static cn.zhibu.platform.security.Capability.ENTER;

import cn.zhibu.member.roster.Membership.Dates;
import cn.zhibu.member.roster.Person.Identity;
import cn.zhibu.member.roster.Person.Stamp;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What the development of members does to the roster: said again, it is done already, however the first try ended, because
 * the file has an id that is known before.
 */
@Service
public class AdmissionService {

    private final MemberFiles files;
    private final Changes changes;
    private final Clock clock;

    AdmissionService(MemberFiles files, Changes changes, Clock clock) {
        this.files = files;
        this.changes = changes;
        this.clock = clock;
    }

    /** An assembly admitted somebody on that day: a probationary member from then on (DM-22). Who belongs there already stays as he is. */
    public Mono<Void> admit(Admission admission, Scope branch, Caller caller) {
        if (!writes(branch, caller)) {
            return Mono.error(MEMBER_NOT_FOUND.of(admission.file()));
        }
        var on = admission.on();
        return changes.newId()
                .map(spell -> Membership.begin(spell, branch, new Dates(on, on, null, false), null))
                .flatMap(first -> changes.on(Person.class, admission.file())
                        .decideOr(
                                person -> belongs(person, branch, on)
                                        ? Change.of(person)
                                        : person.rejoin(person.identity(), person.uniqueKey(), first, stamp(caller)),
                                () -> entered(admission, first, caller)))
                .then();
    }

    private static boolean belongs(Person person, Scope branch, LocalDate on) {
        return person.memberships().stream()
                .anyMatch(spell -> spell.scope().unit().equals(branch.unit()) && spell.coversOn(on));
    }

    private Mono<Change<Person>> entered(Admission admission, Membership first, Caller caller) {
        var id = admission.file();
        var who = new Identity(admission.name(), null, admission.born(), null, null, null);
        return files.seal(id, null, null, null)
                .map(closed -> Person.enter(id, who, closed.uniqueKey(), first, stamp(caller)));
    }

    /** An assembly converted somebody on that day (DM-23). Who is a full member already stays as he is. */
    public Mono<Void> becomeFull(String file, LocalDate on, Caller caller) {
        return changes.on(Person.class, file)
                .visible(person -> writes(person.scope(), caller), () -> MEMBER_NOT_FOUND.of(file))
                .decide(person ->
                        person.last().fullOn() == null ? person.convert(on, stamp(caller)) : Change.of(person))
                .then();
    }

    private static boolean writes(Scope scope, Caller caller) {
        return caller.may(ENTER, scope) || caller.may(ADMINISTER, scope);
    }

    private Stamp stamp(Caller caller) {
        return new Stamp(caller.account(), clock.instant(), null);
    }
}

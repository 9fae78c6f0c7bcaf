package cn.zhibu.activity.session;

import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was held, for those who only want to know that it was. */
@Service
public class HeldService {

    private final Sessions sessions;
    private final RosterService roster;

    HeldService(Sessions sessions, RosterService roster) {
        this.sessions = sessions;
        this.roster = roster;
    }

    /** How many sessions were held on each day, of all that the caller reads at or below a unit. */
    public Flux<HeldDay> days(String unit, LocalDate from, LocalDate until, Caller caller) {
        return roster.reach(unit, caller).flatMapMany(reach -> sessions.days(reach, from, until));
    }

    /** The sessions of a branch that say how many hours were studied, oldest first; a session of several forms once. */
    public Flux<HeldHours> hours(String unit, LocalDate from, LocalDate until, Caller caller) {
        return roster.place(unit, Capability.READ, caller)
                .flatMapMany(place -> sessions.between(place.id(), from, until))
                .concatMap(session -> {
                    var body = session.body();
                    return Mono.justOrEmpty(body.hours())
                            .map(hours -> new HeldHours(
                                    session.id(),
                                    body.date(),
                                    body.topic(),
                                    hours,
                                    Set.copyOf(body.people().attendees())));
                });
    }
}

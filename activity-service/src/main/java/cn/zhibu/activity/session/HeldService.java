package cn.zhibu.activity.session;

import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.security.Caller;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

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
}

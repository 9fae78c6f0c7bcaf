package cn.zhibu.activity.record;

import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** The trainings whose records name a member and hours; a training of several names nobody. */
@Service
public class TrainingService {

    private static final String KIND = "member-training";

    private final RecordSearch search;
    private final RosterService roster;

    TrainingService(RecordSearch search, RosterService roster) {
        this.search = search;
        this.roster = roster;
    }

    /** Those of a branch in that stretch, oldest first. */
    public Flux<Trained> trained(String unit, LocalDate from, LocalDate until, Caller caller) {
        return roster.place(unit, Capability.READ, caller)
                .flatMapMany(place -> search.within(place.id(), KIND, from, until))
                .concatMapIterable(record -> of(record).toList());
    }

    private static Stream<Trained> of(WorkRecord record) {
        var body = record.body();
        return body.values().get("member") instanceof String member
                        && body.values().get("hours") instanceof Number hours
                ? Stream.of(new Trained(
                        record.id(),
                        body.date(),
                        String.valueOf(body.values().getOrDefault("topic", "")),
                        member,
                        new BigDecimal(hours.toString())))
                : Stream.empty();
    }
}

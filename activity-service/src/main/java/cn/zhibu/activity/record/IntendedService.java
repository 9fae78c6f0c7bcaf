package cn.zhibu.activity.record;

import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.security.Caller;
import java.util.Set;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Measures and goals, for those who ask what has become of them. */
@Service
public class IntendedService {

    /** The kinds that say what is to be done in a year. */
    public static final Set<String> KINDS = Set.of("goal", "measure");

    private static final int MOST = 300;

    private final Records records;
    private final RecordSearch search;
    private final RosterService roster;

    IntendedService(Records records, RecordSearch search, RosterService roster) {
        this.records = records;
        this.search = search;
        this.roster = roster;
    }

    /** What a branch has set itself for a year, goals and measures each in the order of their days; nothing where the caller may not read. */
    public Flux<Intended> of(String unit, int year, Caller caller) {
        return roster.place(unit, READ, caller)
                .flatMapMany(place -> Flux.fromIterable(KINDS.stream().sorted().toList()))
                .concatMap(kind -> search.within(unit, kind, null, null))
                .map(IntendedService::intended)
                .filter(intended -> intended.year() == year)
                .take(MOST);
    }

    /** One that stands, and that the caller may read; empty otherwise. */
    public Mono<Intended> one(String id, Caller caller) {
        return records.findById(id)
                .filter(record -> KINDS.contains(record.kind())
                        && record.state().withdrawn() == null
                        && caller.may(READ, record.scope()))
                .map(IntendedService::intended);
    }

    private static Intended intended(WorkRecord record) {
        var body = record.body();
        var year = body.values().get("year") instanceof Number number
                ? number.intValue()
                : body.date().getYear() + 1;
        return new Intended(
                record.id(),
                record.scope(),
                record.kind(),
                body.date(),
                year,
                String.valueOf(body.values().getOrDefault("text", "")));
    }
}

package cn.zhibu.report.ledger;

import static cn.zhibu.report.ledger.LedgerProblem.LEDGER_ENTRY_NOT_FOUND;
import static cn.zhibu.report.ledger.LedgerProblem.LEDGER_NOT_WHOLE;

import cn.zhibu.directory.DirectoryService;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.ledger.LedgerChain.Verification;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading and checking the ledger. */
@Service
public class LedgerService {

    private static final String REFUSED = "audit.refused.v1";
    private static final String LOOKED = "audit.looked.v1";

    /** By the moment of which a line tells, as days are asked for; lines are numbered as they were heard. */
    private static final Sort NEWEST = Sort.by(Sort.Order.desc("origin.time"), Sort.Order.desc("id"));

    private final ReactiveMongoTemplate mongo;
    private final LedgerChain chain;
    private final DirectoryService units;
    private final Clock clock;
    private final Listing<LedgerEntry> list;

    LedgerService(ReactiveMongoTemplate mongo, LedgerChain chain, DirectoryService units, Clock clock) {
        this.mongo = mongo;
        this.chain = chain;
        this.units = units;
        this.clock = clock;
        this.list = new Listing<>(mongo, LedgerEntry.class, NEWEST);
    }

    /** Whether what a line tells of was done, was refused, or was a look at a file. */
    enum Outcome {
        ACCEPTED,
        REFUSED,
        LOOKED
    }

    /** What is looked for; all of it may be left out. Days are days in China, both included; a unit with all below it. */
    record Search(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String actor,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String unit,
            @Nullable Outcome outcome) {}

    /** An entry, and the one before it on the same subject. */
    record Shown(LedgerEntry entry, @Nullable LedgerEntry before) {}

    /** What of the ledger a caller may see: these units, or all of it; {@code root} is the bureau then. */
    private record Sight(List<String> mine, boolean whole, String root) {

        List<Criteria> criteria() {
            return whole ? List.of() : List.of(Criteria.where("origin.unit").in(mine));
        }
    }

    Mono<Page<LedgerEntry>> page(Search search, PageQuery page, Caller caller) {
        return sight(caller)
                .flatMap(sight -> under(search.unit(), sight, caller)
                        .flatMap(units -> list.page(where(sight, criteria(search, units)), page)));
    }

    Mono<Shown> one(long seq, Caller caller) {
        return sight(caller)
                .flatMap(sight -> mongo.findOne(
                                Query.query(where(
                                        sight, List.of(Criteria.where("_id").is(LedgerEntry.number(seq))))),
                                LedgerEntry.class)
                        .flatMap(entry -> before(entry, sight)
                                .map(before -> new Shown(entry, before))
                                .defaultIfEmpty(new Shown(entry, null))))
                .switchIfEmpty(Mono.error(() -> LEDGER_ENTRY_NOT_FOUND.of(seq)));
    }

    private Mono<LedgerEntry> before(LedgerEntry entry, Sight sight) {
        var where = where(
                sight,
                List.of(
                        Criteria.where("origin.subject").is(entry.origin().subject()),
                        Criteria.where("origin.topic").is(entry.origin().topic()),
                        Criteria.where("seq").lt(entry.seq())));
        return mongo.findOne(Query.query(where).with(NEWEST), LedgerEntry.class);
    }

    /** Every line against the one before it; on from a line that was found to hold, where one is named. */
    Mono<Verification> verify(@Nullable Long after, @Nullable String hash, int most, Caller caller) {
        if (caller.reach(Capability.AUDIT).isEmpty()) {
            return Mono.empty();
        }
        return after == null || hash == null
                ? chain.verify(0, LedgerEntry.NOTHING, after == null ? Long.MAX_VALUE : most)
                : chain.verify(Math.max(0, after), hash, most);
    }

    /** All of it, for those who audit all of it. */
    Mono<Flux<String>> export(Caller caller) {
        return sight(caller)
                .filter(Sight::whole)
                .switchIfEmpty(Mono.error(LEDGER_NOT_WHOLE::of))
                .map(sight -> chain.export(sight.root()));
    }

    private static Criteria where(Sight sight, List<Criteria> wanted) {
        var all = new ArrayList<Criteria>(wanted);
        all.addAll(sight.criteria());
        return all.isEmpty() ? new Criteria() : new Criteria().andOperator(all);
    }

    private List<Criteria> criteria(Search search, Optional<List<String>> units) {
        var all = new ArrayList<Criteria>();
        var from = search.from();
        var to = search.to();
        if (from != null) {
            all.add(Criteria.where("origin.time").gte(start(from)));
        }
        if (to != null) {
            all.add(Criteria.where("origin.time").lt(start(to.plusDays(1))));
        }
        if (search.actor() != null) {
            all.add(Criteria.where("origin.actor").is(search.actor()));
        }
        if (search.type() != null) {
            all.add(Criteria.where("origin.type").is(search.type()));
        }
        if (search.subject() != null) {
            all.add(Criteria.where("origin.subject").is(search.subject()));
        }
        units.ifPresent(wanted -> all.add(Criteria.where("origin.unit").in(wanted)));
        var outcome = search.outcome();
        if (outcome != null) {
            all.add(
                    switch (outcome) {
                        case ACCEPTED -> Criteria.where("origin.topic").in(LedgerReaction.DONE);
                        case REFUSED -> Criteria.where("origin.type").is(REFUSED);
                        case LOOKED -> Criteria.where("origin.type").is(LOOKED);
                    });
        }
        return all;
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    /** The units whose lines are looked for; none where it is the whole bureau. */
    private Mono<Optional<List<String>>> under(@Nullable String unit, Sight sight, Caller caller) {
        return unit == null || unit.equals(sight.root())
                ? Mono.just(Optional.empty())
                : audited(unit, caller).map(Optional::of);
    }

    private Mono<List<String>> audited(@Nullable String below, Caller caller) {
        return units.ids(below, Capability.AUDIT, caller).collectList();
    }

    /** Who audits the whole bureau sees everything; who audits a part of it sees what belongs to that part. */
    private Mono<Sight> sight(Caller caller) {
        return Flux.fromIterable(caller.reach(Capability.AUDIT))
                .concatMap(top -> units.unit(top, Capability.AUDIT, caller))
                .filter(unit -> unit.scope().ancestors().size() == 1)
                .next()
                .map(bureau -> new Sight(List.of(), true, bureau.id()))
                .switchIfEmpty(Mono.defer(() -> audited(null, caller).map(mine -> new Sight(mine, false, ""))));
    }
}

package cn.zhibu.report.ledger;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.report.unit.UnitService;
import cn.zhibu.report.unit.UnitService.Unit;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Reading and checking the ledger. */
@Service
public class LedgerService {

    private static final int CHUNK = 500;

    private final ReactiveMongoTemplate mongo;
    private final LedgerEntries entries;
    private final LedgerHeads heads;
    private final UnitService units;
    private final Clock clock;

    LedgerService(
            ReactiveMongoTemplate mongo, LedgerEntries entries, LedgerHeads heads, UnitService units, Clock clock) {
        this.mongo = mongo;
        this.entries = entries;
        this.heads = heads;
        this.units = units;
        this.clock = clock;
    }

    /** What is looked for; all of it may be left out. Days are days in China, both included. */
    record Search(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String actor,
            @Nullable String type,
            @Nullable String subject) {}

    /** Whether the chain holds, up to which line, and where it broke first. */
    record Verification(
            boolean intact, long entries, @Nullable Long brokenAt, String head, Instant at) {}

    Mono<Page<LedgerEntry>> page(Search search, PageQuery page, Caller caller) {
        return visible(caller).flatMap(visible -> {
            var all = new ArrayList<Criteria>(criteria(search));
            all.addAll(visible);
            var where = all.isEmpty() ? new Criteria() : new Criteria().andOperator(all);
            var counting = Query.query(where).limit(Page.COUNTED + 1);
            counting.fields().include("seq");
            var wanted = Query.query(where)
                    .with(Sort.by(Sort.Order.desc("_id")))
                    .skip(page.skip())
                    .limit(page.size());
            return Mono.zip(
                            mongo.find(wanted, LedgerEntry.class).collectList(),
                            mongo.find(counting, Number.class, "ledger").count())
                    .map(both -> Page.of(both.getT1(), both.getT2(), page));
        });
    }

    /** Every line against the one before it. */
    Mono<Verification> verify(Caller caller) {
        if (caller.reach(Capability.AUDIT).isEmpty()) {
            return Mono.empty();
        }
        return chunk(new Verification(true, 0, null, LedgerEntry.NOTHING, clock.instant()))
                .expand(so -> so.full() ? chunk(so.verification()) : Mono.empty())
                .last()
                .map(Checked::verification)
                .flatMap(this::toTheEnd);
    }

    /** A chain that holds but ends before the last known line has lost its end. */
    private Mono<Verification> toTheEnd(Verification found) {
        return heads.findById(LedgerHead.ID)
                .filter(head -> found.intact() && head.seq() > found.entries())
                .map(head -> new Verification(false, found.entries(), found.entries() + 1, found.head(), found.at()))
                .defaultIfEmpty(found);
    }

    private record Checked(Verification verification, boolean full) {}

    private record Number(
            @org.springframework.data.annotation.Id String id, long seq) {}

    private Mono<Checked> chunk(Verification before) {
        var ids = LongStream.rangeClosed(before.entries() + 1, before.entries() + CHUNK)
                .mapToObj(LedgerEntry::number)
                .toList();
        return entries.findByIdIn(ids)
                .collectSortedList(Comparator.comparing(LedgerEntry::seq))
                .map(lines -> checked(before, lines));
    }

    private static Checked checked(Verification before, List<LedgerEntry> lines) {
        long seq = before.entries();
        var hash = before.head();
        for (var line : lines) {
            if (!line.follows(seq, hash)) {
                return new Checked(new Verification(false, seq, seq + 1, hash, before.at()), false);
            }
            seq = line.seq();
            hash = line.hash();
        }
        return new Checked(new Verification(true, seq, null, hash, before.at()), lines.size() == CHUNK);
    }

    private List<Criteria> criteria(Search search) {
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
        return all;
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    /** Who audits the whole bureau sees everything; who audits a part of it sees what belongs to that part. */
    private Mono<List<Criteria>> visible(Caller caller) {
        return units.units(null, caller).map(all -> {
            var mine = all.stream()
                    .filter(unit -> caller.may(Capability.AUDIT, unit.scope()))
                    .toList();
            var whole = mine.stream().anyMatch(unit -> unit.scope().ancestors().size() == 1);
            var ids = mine.stream().map(Unit::id).toList();
            return whole ? List.of() : List.of(Criteria.where("origin.unit").in(ids));
        });
    }
}

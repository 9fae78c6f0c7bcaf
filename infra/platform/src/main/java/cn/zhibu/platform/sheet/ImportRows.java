package cn.zhibu.platform.sheet;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Sealed;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.platform.web.Listing;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the rows of imports, sealed, some in each document. */
class ImportRows {

    /** A part with what it says. */
    record Opened(ImportPart part, List<ImportLine> lines) {

        long version() {
            var version = part.version();
            return version == null ? 0 : version;
        }
    }

    private static final Sort NEWEST = Sort.by(Sort.Order.desc("at"), Sort.Order.desc("id"));
    private static final TypeReference<List<ImportLine>> LINES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ReactiveMongoTemplate mongo;
    private final Listing<Import> list;
    private final Seals seals;
    private final Changes changes;

    ImportRows(ReactiveMongoTemplate mongo, Seals seals, Changes changes) {
        this.mongo = mongo;
        this.list = new Listing<>(mongo, Import.class, NEWEST);
        this.seals = seals;
        this.changes = changes;
    }

    /** What an account has brought, newest first. */
    Mono<Page<Import>> broughtBy(String account, PageQuery query) {
        return list.page(Criteria.where("account").is(account), query);
    }

    Mono<Import> findById(String id) {
        return mongo.findById(id, Import.class);
    }

    Flux<Import> findIn(Collection<Import.State> states) {
        return mongo.find(Query.query(Criteria.where("progress.state").in(states)), Import.class);
    }

    /** Those whose time was over before then. */
    Flux<Import> findOver(Import.State state, Instant then) {
        var over = Criteria.where("progress.state").is(state).and("until").lt(then);
        return mongo.find(Query.query(over), Import.class);
    }

    /** The one whose time is over next. */
    Mono<Import> findNext(Import.State state) {
        var waiting = Query.query(Criteria.where("progress.state").is(state));
        return mongo.find(waiting.with(Sort.by("until")).limit(1), Import.class).next();
    }

    /** Keeps all of them before the import that names them; answers the first row of each part. */
    Mono<List<Integer>> keep(String batch, List<ImportLine> lines) {
        var parts = new ArrayList<List<ImportLine>>();
        for (int from = 0; from < lines.size(); from += ImportPart.ROWS) {
            parts.add(lines.subList(from, Math.min(lines.size(), from + ImportPart.ROWS)));
        }
        return Flux.range(0, parts.size())
                .concatMap(number -> keep(batch, number, parts.get(number)))
                .collectList();
    }

    private Mono<Integer> keep(String batch, int number, List<ImportLine> lines) {
        var id = ImportPart.id(batch, number);
        return sealed(id, lines)
                .map(closed -> Change.of(new ImportPart(id, batch, number, closed, null, null)))
                .flatMap(changes::save)
                .thenReturn(lines.get(0).row());
    }

    Mono<Sealed> sealed(String part, List<ImportLine> lines) {
        return seals.seal(JSON.writeValueAsString(lines), ImportPart.place(part));
    }

    /** The parts from one on, in their order, opened one at a time. */
    Flux<Opened> from(String batch, int number) {
        var ofIt = Query.query(Criteria.where("batch").is(batch).and("number").gte(number));
        return mongo.find(ofIt.with(Sort.by("number")), ImportPart.class).concatMap(this::opened, 1);
    }

    Mono<Opened> opened(ImportPart part) {
        var lines = part.lines();
        return lines == null
                ? Mono.just(new Opened(part, List.of()))
                : seals.open(lines, ImportPart.place(part.id()))
                        .map(text -> new Opened(part, JSON.readValue(text, LINES)));
    }

    Mono<List<ImportLine>> all(String batch) {
        return from(batch, 0).concatMapIterable(Opened::lines).collectList();
    }

    /** Data that ends: rows first, so that no row is left without its import. */
    Mono<Void> forget(String batch) {
        return mongo.remove(Query.query(Criteria.where("batch").is(batch)), ImportPart.class)
                .then(mongo.remove(Query.query(Criteria.where("_id").is(batch)), Import.class))
                .then();
    }
}

package cn.zhibu.directory;

import cn.zhibu.directory.Rows.Enrolled;
import cn.zhibu.directory.Rows.Formed;
import cn.zhibu.directory.Rows.Node;
import cn.zhibu.directory.Rows.Turn;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes units and shapes of the rows. */
final class Reading {

    private final ReactiveMongoTemplate mongo;

    Reading(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** The shapes of these units, by their ids. */
    Mono<Map<String, Shape>> shapes(Set<String> ids) {
        return nodes("_id", ids)
                .collectList()
                .flatMap(this::units)
                .flatMap(this::shapes)
                .map(shapes -> shapes.stream()
                        .collect(Collectors.toMap(shape -> shape.unit().id(), shape -> shape)));
    }

    private Mono<List<Shape>> shapes(List<Unit> branches) {
        var ids = branches.stream().map(Unit::id).toList();
        return Mono.zip(committees(ids), groups(ids), memberships(ids))
                .map(heard -> branches.stream()
                        .map(branch -> new Shape(
                                branch,
                                heard.getT1().getOrDefault(branch.id(), List.of()),
                                heard.getT2().getOrDefault(branch.id(), List.of()),
                                heard.getT3().getOrDefault(branch.id(), List.of())))
                        .toList());
    }

    Mono<Map<String, List<Committee>>> committees(List<String> branches) {
        return find(Formed.class, "unit", branches)
                .<Committee>handle((row, out) -> {
                    var on = row.on();
                    if (on != null) {
                        out.next(new Committee(row.id(), row.unit(), on, row.termYears(), row.seats()));
                    }
                })
                .collect(Collectors.groupingBy(Committee::unit));
    }

    private Mono<Map<String, List<Group>>> groups(List<String> branches) {
        return nodes("parent", branches)
                .filter(node -> node.kind().equals(Unit.GROUP))
                .collectList()
                .flatMap(this::units)
                .map(found -> found.stream()
                        .collect(Collectors.groupingBy(
                                unit -> Objects.requireNonNullElse(unit.parent(), ""),
                                Collectors.mapping(
                                        unit -> new Group(unit.id(), unit.from(), unit.until()),
                                        Collectors.toList()))));
    }

    private Mono<Map<String, List<Membership>>> memberships(List<String> branches) {
        return find(Enrolled.class, "units", branches)
                .distinct(Enrolled::id)
                .flatMapIterable(Enrolled::memberships)
                .collect(Collectors.groupingBy(Membership::unit));
    }

    Mono<List<Unit>> units(List<Node> nodes) {
        var ids = nodes.stream()
                .flatMap(node -> Stream.of(Turn.closed(node.id()), Turn.kept(node.id())))
                .toList();
        return find(Turn.class, "_id", ids).collectList().map(turns -> {
            var byId = new HashMap<String, Turn>();
            turns.forEach(turn -> byId.put(turn.id(), turn));
            return nodes.stream().map(node -> unit(node, byId)).toList();
        });
    }

    private static Unit unit(Node node, Map<String, Turn> turns) {
        var closed = turns.get(Turn.closed(node.id()));
        var kept = turns.get(Turn.kept(node.id()));
        @Nullable LocalDate until = closed == null ? null : closed.on();
        return new Unit(
                node.id(),
                node.parent(),
                node.kind(),
                node.scope(),
                node.schoolType(),
                node.campus(),
                node.from(),
                until,
                kept == null ? node.keptSince() : kept.on());
    }

    Flux<Node> nodes(String field, Collection<String> values) {
        return find(Node.class, field, values);
    }

    private <R> Flux<R> find(Class<R> type, String field, Collection<String> values) {
        return values.isEmpty()
                ? Flux.empty()
                : mongo.find(Query.query(Criteria.where(field).in(values)), type);
    }
}

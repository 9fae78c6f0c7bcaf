package cn.zhibu.directory;

import cn.zhibu.directory.Rows.Enrolled;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Row;
import cn.zhibu.platform.event.Received;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps people. Their events carry all their memberships; older ones, which do not, are applied in order and one by one. */
final class Enrolling {

    record Changed(
            String member,
            String unit,
            @Nullable String status,
            @Nullable LocalDate on,
            @Nullable LocalDate fullOn,
            @Nullable List<SpellTold> memberships) {}

    record SpellTold(
            String id,
            String unit,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate fullOn,
            @Nullable List<Membership.Placement> placements) {}

    private interface Turning {
        Membership apply(Membership spell, LocalDate on);
    }

    /**
     * What an event says of a person.
     *
     * @param memberships all of them, where it says so
     * @param turning what it makes of those known otherwise
     */
    record Told(
            String person,
            long sequence,
            @Nullable LocalDate on,
            @Nullable List<Membership> memberships,
            @Nullable Turning turning) {}

    private final Changes changes;
    private final ReactiveMongoTemplate mongo;
    private final List<Follower> followers;

    Enrolling(Changes changes, ReactiveMongoTemplate mongo, List<Follower> followers) {
        this.changes = changes;
        this.mongo = mongo;
        this.followers = List.copyOf(followers);
    }

    static List<Told> joined(Changed person, Received received) {
        var told = person.memberships();
        var all = told == null ? List.of(single(person)) : memberships(person, told);
        return List.of(new Told(person.member(), received.sequence(), person.on(), all, null));
    }

    static List<Told> converted(Changed person, Received received) {
        return turned(
                person,
                received,
                (spell, on) -> new Membership(
                        spell.id(), spell.person(), spell.unit(), spell.from(), spell.until(), on, List.of()));
    }

    static List<Told> departed(Changed person, Received received) {
        return turned(
                person,
                received,
                (spell, on) -> new Membership(
                        spell.id(), spell.person(), spell.unit(), spell.from(), on, spell.fullFrom(), List.of()));
    }

    private static List<Told> turned(Changed person, Received received, Turning turning) {
        var told = person.memberships();
        var all = told == null ? null : memberships(person, told);
        return List.of(new Told(person.member(), received.sequence(), person.on(), all, turning));
    }

    private static List<Membership> memberships(Changed person, List<SpellTold> told) {
        return told.stream()
                .map(spell -> new Membership(
                        spell.id(),
                        person.member(),
                        spell.unit(),
                        spell.from(),
                        spell.until(),
                        spell.fullOn(),
                        spell.placements() == null ? List.of() : spell.placements()))
                .toList();
    }

    /** An older event tells of the one branch it knew; a full member without a day was one on joining. */
    private static Membership single(Changed person) {
        var from = Objects.requireNonNull(person.on());
        var full = "FULL".equals(person.status()) ? Objects.requireNonNullElse(person.fullOn(), from) : null;
        return new Membership(person.member(), person.member(), person.unit(), from, null, full, List.of());
    }

    Mono<Void> take(List<Told> told) {
        return Flux.fromIterable(stretches(told)).concatMap(this::enrol).then();
    }

    /** What goes by what is known stands alone. */
    private static List<List<Told>> stretches(List<Told> told) {
        var stretches = new ArrayList<List<Told>>();
        boolean alone = true;
        for (var each : told) {
            boolean whole = each.memberships() != null;
            if (alone || !whole) {
                stretches.add(new ArrayList<>());
            }
            stretches.get(stretches.size() - 1).add(each);
            alone = !whole;
        }
        return stretches;
    }

    private Mono<Void> enrol(List<Told> told) {
        var people = told.stream().map(Told::person).collect(Collectors.toSet());
        return mongo.find(Query.query(Criteria.where("_id").in(people)), Enrolled.class)
                .collectMap(Enrolled::id)
                .flatMap(before -> enrol(told, before));
    }

    private Mono<Void> enrol(List<Told> told, Map<String, Enrolled> before) {
        var units = new HashMap<String, Set<String>>();
        before.forEach((person, row) -> units.put(person, new LinkedHashSet<>(row.units())));
        var rows = new ArrayList<Row<Enrolled>>();
        for (var each : told) {
            var memberships = each.memberships() == null ? turned(each, before) : each.memberships();
            if (memberships != null) {
                var all = units.computeIfAbsent(each.person(), fresh -> new LinkedHashSet<>());
                memberships.forEach(spell -> all.add(spell.unit()));
                rows.add(new Row<>(new Enrolled(each.person(), List.copyOf(all), memberships), each.sequence()));
            }
        }
        var touched = rows.stream()
                .flatMap(row -> row.row().units().stream())
                .distinct()
                .toList();
        return rows.isEmpty()
                ? Mono.empty()
                : changes.projectAll(rows)
                        .thenMany(Flux.fromIterable(followers).concatMap(follower -> follower.peopled(touched)))
                        .then();
    }

    private static @Nullable List<Membership> turned(Told told, Map<String, Enrolled> before) {
        var row = before.get(told.person());
        var turning = told.turning();
        if (row == null || turning == null) {
            return null;
        }
        var on = Objects.requireNonNull(told.on());
        return row.memberships().stream().map(spell -> turning.apply(spell, on)).toList();
    }
}

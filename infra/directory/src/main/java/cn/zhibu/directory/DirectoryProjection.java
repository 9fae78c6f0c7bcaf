package cn.zhibu.directory;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Marked;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the directory. Events of persons carry all their memberships; older ones, which do not, are applied in order. */
final class DirectoryProjection implements EventConsumer {

    record Created(
            String unit,
            @Nullable String parent,
            String kind,
            List<String> ancestors,
            @Nullable String schoolType,
            @Nullable String campus,
            LocalDate from,
            @Nullable LocalDate keptSince) {}

    record Turned(String unit, @Nullable LocalDate on) {}

    record Formed(
            String committee,
            String unit,
            @Nullable LocalDate on,
            @Nullable Integer termYears,
            @Nullable List<SeatHeld> holders) {}

    record SeatHeld(
            String member,
            String post,
            LocalDate from,
            @Nullable LocalDate until) {}

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

    private final Changes changes;
    private final ReactiveMongoTemplate mongo;
    private final Marked<Shape> shapes;
    private final List<Follower> followers;

    DirectoryProjection(Changes changes, ReactiveMongoTemplate mongo, Marked<Shape> shapes, List<Follower> followers) {
        this.changes = changes;
        this.mongo = mongo;
        this.shapes = shapes;
        this.followers = List.copyOf(followers);
    }

    @Override
    public String name() {
        return "directory-projection";
    }

    @Override
    public List<Class<?>> rows() {
        return List.of(Rows.Node.class, Rows.Turn.class, Rows.Formed.class, Rows.Enrolled.class, Rows.Mark.class);
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on("unit.created.v1", Created.class, this::created)
                .on("unit.closed.v1", Turned.class, (unit, received) -> closed(unit.unit(), unit.on(), received))
                .on("unit.reopened.v1", Turned.class, (unit, received) -> closed(unit.unit(), null, received))
                .on("unit.kept.v1", Turned.class, this::kept)
                .on("committee.formed.v1", Formed.class, this::formed)
                .on("committee.corrected.v1", Formed.class, this::formed)
                .on("committee.reseated.v1", Formed.class, this::formed)
                .on("committee.withdrawn.v1", Formed.class, this::formed)
                .on("member.joined.v1", Changed.class, this::joined)
                .on("member.corrected.v1", Changed.class, this::joined)
                .on("member.placed.v1", Changed.class, this::joined)
                .on("member.converted.v1", Changed.class, this::converted)
                .on("member.conversion-withdrawn.v1", Changed.class, this::joined)
                .on("member.departed.v1", Changed.class, this::departed)
                .on("member.departure-withdrawn.v1", Changed.class, this::joined);
    }

    private Mono<Void> created(Created unit, Received received) {
        var node = new Rows.Node(
                unit.unit(),
                unit.parent(),
                unit.kind(),
                new Scope(unit.unit(), unit.ancestors()),
                unit.schoolType(),
                unit.campus(),
                unit.from(),
                unit.keptSince());
        return keep(node, received).then(turned(unit.unit()));
    }

    private Mono<Void> closed(String unit, @Nullable LocalDate on, Received received) {
        return keep(new Rows.Turn(Rows.Turn.closed(unit), unit, on), received).then(turned(unit));
    }

    private Mono<Void> kept(Turned unit, Received received) {
        return keep(new Rows.Turn(Rows.Turn.kept(unit.unit()), unit.unit(), unit.on()), received)
                .then(turned(unit.unit()));
    }

    private Mono<Void> formed(Formed formed, Received received) {
        var holders = formed.holders() == null ? List.<SeatHeld>of() : formed.holders();
        var seats = holders.stream()
                .map(seat -> new Committee.Seat(seat.member(), seat.post(), seat.from(), seat.until()))
                .toList();
        var years = formed.termYears() == null ? 0 : formed.termYears();
        var on = formed.on();
        var ends = on == null ? null : Committee.termEnd(on, years);
        return keep(new Rows.Formed(formed.committee(), formed.unit(), on, years, ends, seats), received)
                .then(shapes.touch(List.of(formed.unit())))
                .then(followed(formed.unit()));
    }

    private Mono<Void> joined(Changed person, Received received) {
        var told = person.memberships();
        return told == null ? enrolled(person.member(), List.of(single(person)), received) : told(person, received);
    }

    private Mono<Void> converted(Changed person, Received received) {
        return person.memberships() != null
                ? told(person, received)
                : turned(
                        person,
                        received,
                        (spell, on) -> new Membership(
                                spell.id(), spell.person(), spell.unit(), spell.from(), spell.until(), on, List.of()));
    }

    private Mono<Void> departed(Changed person, Received received) {
        return person.memberships() != null
                ? told(person, received)
                : turned(
                        person,
                        received,
                        (spell, on) -> new Membership(
                                spell.id(),
                                spell.person(),
                                spell.unit(),
                                spell.from(),
                                on,
                                spell.fullFrom(),
                                List.of()));
    }

    private interface Turning {
        Membership apply(Membership spell, LocalDate on);
    }

    private Mono<Void> turned(Changed person, Received received, Turning turning) {
        var on = Objects.requireNonNull(person.on());
        return mongo.findById(person.member(), Rows.Enrolled.class)
                .flatMap(row -> enrolled(
                        row.id(),
                        row.memberships().stream()
                                .map(spell -> turning.apply(spell, on))
                                .toList(),
                        received));
    }

    private Mono<Void> told(Changed person, Received received) {
        var memberships = Objects.requireNonNull(person.memberships()).stream()
                .map(spell -> new Membership(
                        spell.id(),
                        person.member(),
                        spell.unit(),
                        spell.from(),
                        spell.until(),
                        spell.fullOn(),
                        spell.placements() == null ? List.of() : spell.placements()))
                .toList();
        return enrolled(person.member(), memberships, received);
    }

    /** An older event tells of the one branch it knew; a full member without a day was one on joining. */
    private static Membership single(Changed person) {
        var from = Objects.requireNonNull(person.on());
        var full = "FULL".equals(person.status()) ? Objects.requireNonNullElse(person.fullOn(), from) : null;
        return new Membership(person.member(), person.member(), person.unit(), from, null, full, List.of());
    }

    private Mono<Void> enrolled(String person, List<Membership> memberships, Received received) {
        var units = memberships.stream().map(Membership::unit);
        return mongo.findById(person, Rows.Enrolled.class)
                .map(before -> Stream.concat(before.units().stream(), units))
                .defaultIfEmpty(units)
                .map(all -> all.distinct().toList())
                .flatMap(all -> keep(new Rows.Enrolled(person, all, memberships), received)
                        .then(shapes.touch(all))
                        .thenMany(Flux.fromIterable(followers).concatMap(follower -> follower.peopled(all)))
                        .then());
    }

    /** A group is part of the shape of its branch. */
    private Mono<Void> turned(String unit) {
        return mongo.findById(unit, Rows.Node.class)
                .flatMap(node -> Mono.justOrEmpty(node.parent()))
                .map(parent -> List.of(unit, parent))
                .defaultIfEmpty(List.of(unit))
                .flatMap(shapes::touch)
                .then(followed(unit));
    }

    /** Also after a repeated event: the one before may have died between the row and those who follow. */
    private Mono<Void> followed(String unit) {
        return Flux.fromIterable(followers)
                .concatMap(follower -> follower.turned(unit))
                .then();
    }

    private Mono<Void> keep(Object row, Received received) {
        return changes.project(row, received.sequence()).then();
    }
}

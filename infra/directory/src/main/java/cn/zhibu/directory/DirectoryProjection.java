package cn.zhibu.directory;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Row;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.event.Together;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the directory. */
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

    private final Changes changes;
    private final Enrolling enrolling;
    private final List<Follower> followers;

    DirectoryProjection(Changes changes, ReactiveMongoTemplate mongo, List<Follower> followers) {
        this.changes = changes;
        this.enrolling = new Enrolling(changes, mongo, followers);
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
        Together<Row<Rows.Node>> nodes = rows -> keep(rows, Rows.Node::id);
        Together<Row<Rows.Turn>> turns = rows -> keep(rows, Rows.Turn::unit);
        Together<Row<Rows.Formed>> committees = rows -> keep(rows, Rows.Formed::unit);
        Together<Enrolling.Told> people = enrolling::take;
        on.from("member.events")
                .on("unit.created.v1", Created.class, DirectoryProjection::created, nodes)
                .on("unit.described.v1", Created.class, DirectoryProjection::created, nodes)
                .on("unit.closed.v1", Turned.class, (unit, heard) -> closed(unit.unit(), unit.on(), heard), turns)
                .on("unit.reopened.v1", Turned.class, (unit, heard) -> closed(unit.unit(), null, heard), turns)
                .on("unit.kept.v1", Turned.class, DirectoryProjection::kept, turns)
                .on("committee.formed.v1", Formed.class, DirectoryProjection::formed, committees)
                .on("committee.corrected.v1", Formed.class, DirectoryProjection::formed, committees)
                .on("committee.reseated.v1", Formed.class, DirectoryProjection::formed, committees)
                .on("committee.withdrawn.v1", Formed.class, DirectoryProjection::formed, committees)
                .on("member.joined.v1", Enrolling.Changed.class, Enrolling::joined, people)
                .on("member.corrected.v1", Enrolling.Changed.class, Enrolling::joined, people)
                .on("member.placed.v1", Enrolling.Changed.class, Enrolling::joined, people)
                .on("member.converted.v1", Enrolling.Changed.class, Enrolling::converted, people)
                .on("member.conversion-withdrawn.v1", Enrolling.Changed.class, Enrolling::joined, people)
                .on("member.departed.v1", Enrolling.Changed.class, Enrolling::departed, people)
                .on("member.departure-withdrawn.v1", Enrolling.Changed.class, Enrolling::joined, people);
    }

    private static List<Row<Rows.Node>> created(Created unit, Received received) {
        var node = new Rows.Node(
                unit.unit(),
                unit.parent(),
                unit.kind(),
                new Scope(unit.unit(), unit.ancestors()),
                unit.schoolType(),
                unit.campus(),
                unit.from(),
                unit.keptSince());
        return row(node, received);
    }

    private static List<Row<Rows.Turn>> closed(String unit, @Nullable LocalDate on, Received received) {
        return row(new Rows.Turn(Rows.Turn.closed(unit), unit, on), received);
    }

    private static List<Row<Rows.Turn>> kept(Turned unit, Received received) {
        return row(new Rows.Turn(Rows.Turn.kept(unit.unit()), unit.unit(), unit.on()), received);
    }

    private static List<Row<Rows.Formed>> formed(Formed formed, Received received) {
        var holders = formed.holders() == null ? List.<SeatHeld>of() : formed.holders();
        var seats = holders.stream()
                .map(seat -> new Committee.Seat(seat.member(), seat.post(), seat.from(), seat.until()))
                .toList();
        var years = formed.termYears() == null ? 0 : formed.termYears();
        var on = formed.on();
        var ends = on == null ? null : Committee.termEnd(on, years);
        return row(new Rows.Formed(formed.committee(), formed.unit(), on, years, ends, seats), received);
    }

    private static <R> List<Row<R>> row(R row, Received received) {
        return List.of(new Row<>(row, received.sequence()));
    }

    /** Who follows looks also after a repeated event: the one before may have died between the row and him. */
    private <R> Mono<Void> keep(List<Row<R>> rows, Function<R, String> unit) {
        var units = rows.stream().map(row -> unit.apply(row.row())).distinct().toList();
        return changes.projectAll(rows)
                .thenMany(Flux.fromIterable(followers).concatMap(follower -> follower.turned(units)))
                .then();
    }
}

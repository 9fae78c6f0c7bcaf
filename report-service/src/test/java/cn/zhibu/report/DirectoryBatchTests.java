package cn.zhibu.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.report.Dispatcher.Event;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** Events of units, committees and people, old ones of people among them, keep the same directory however they are cut into batches. */
@ServiceTest
@Timeout(120)
class DirectoryBatchTests {

    private static final List<String> COLLECTIONS =
            List.of("directory_people_v1", "directory_units_v1", "directory_turns_v1", "directory_committees_v1");

    @Autowired
    @Qualifier("directoryProjection")
    private EventConsumer projection;

    @Autowired
    private World world;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyBatchesKeepWhatOneByOneKeeps(long seed) {
        var random = new Random(seed);
        var events = history(random);
        var alone = new Dispatcher(projection);
        events.forEach(alone::hear);
        var together = new Dispatcher(projection);
        for (int heard = 0; heard < events.size(); ) {
            int again = random.nextInt(3) == 0 ? Math.max(0, heard - random.nextInt(8)) : heard;
            int until = Math.min(events.size(), heard + 1 + random.nextInt(12));
            together.hear(events.subList(again, until));
            heard = until;
        }
        for (var collection : COLLECTIONS) {
            assertThat(rows(together, collection))
                    .as(collection)
                    .isEqualTo(rows(alone, collection))
                    .isNotEmpty();
        }
    }

    private Map<String, Document> rows(Dispatcher dispatcher, String collection) {
        return world.documents(dispatcher.tenant(), collection).stream()
                .collect(Collectors.toMap(row -> row.getString("_id"), row -> row));
    }

    private static List<Event> history(Random random) {
        var events = new ArrayList<Event>();
        var sequences = new HashMap<String, Long>();
        for (int at = 0; at < 80; at++) {
            var kind = random.nextInt(10);
            var id = (kind < 6 ? "m" : kind < 8 ? "u" : "c") + random.nextInt(5);
            long sequence = sequences.merge(id, 1000L, Long::sum) - 1000;
            events.add(
                    kind < 6
                            ? person(id, sequence, random)
                            : kind < 8 ? unit(id, sequence, random) : committee(id, sequence, random));
        }
        return events;
    }

    private static Event person(String id, long sequence, Random random) {
        var unit = "b" + random.nextInt(3);
        var on = date(random);
        if (sequence == 0) {
            return event("member.joined.v1", id, sequence, "member", id, "unit", unit, "on", on, "memberships", null);
        }
        return switch (random.nextInt(4)) {
            case 0 ->
                event("member.converted.v1", id, sequence, "member", id, "unit", unit, "on", on, "memberships", null);
            case 1 ->
                event("member.departed.v1", id, sequence, "member", id, "unit", unit, "on", on, "memberships", null);
            default ->
                event(
                        "member.corrected.v1",
                        id,
                        sequence,
                        "member",
                        id,
                        "unit",
                        unit,
                        "memberships",
                        List.of(Map.of(
                                "id", id + "-1", "unit", unit, "from", on, "fullOn", on, "placements", List.of())));
        };
    }

    private static Event unit(String id, long sequence, Random random) {
        if (sequence == 0) {
            return event(
                    "unit.created.v1",
                    id,
                    sequence,
                    "unit",
                    id,
                    "parent",
                    "bureau",
                    "kind",
                    "BRANCH",
                    "from",
                    date(random),
                    "schoolType",
                    null,
                    "campus",
                    null,
                    "ancestors",
                    List.of("bureau", id));
        }
        var name = List.of("unit.closed.v1", "unit.kept.v1").get(random.nextInt(2));
        return event(name, id, sequence, "unit", id, "on", date(random));
    }

    private static Event committee(String id, long sequence, Random random) {
        return event(
                sequence == 0 ? "committee.formed.v1" : "committee.corrected.v1",
                id,
                sequence,
                "committee",
                id,
                "unit",
                "b" + random.nextInt(3),
                "termYears",
                3,
                "on",
                date(random));
    }

    private static String date(Random random) {
        return LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000)).toString();
    }

    private static Event event(String name, String subject, long sequence, Object... fields) {
        return Event.sample("member.events", name, subject, sequence, fields);
    }
}

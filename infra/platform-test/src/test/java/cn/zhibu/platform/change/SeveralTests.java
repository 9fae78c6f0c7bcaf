package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.probe.ProbeApplication;
import cn.zhibu.probe.ThingRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many at once are what each by itself would have been. */
@ServiceTest
class SeveralTests {

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {}

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private Changes changes;

    @Autowired
    private World world;

    private final String tenant = UUID.randomUUID().toString();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    /** A row of a version: the same version always tells the same. */
    private record Version(String id, long sequence) {
        Row<ThingRow> row() {
            return new Row<>(new ThingRow(id, (int) (sequence * 7)), sequence);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsOfAnyBatchesAreThoseOfOneByOne(long seed) {
        var random = new Random(seed);
        var told = Stream.generate(() -> new Version("t" + random.nextInt(9), random.nextInt(6)))
                .limit(60)
                .toList();
        var newest = told.stream().collect(Collectors.toMap(Version::id, Version::sequence, Math::max));
        var left = new ArrayList<>(told);
        while (!left.isEmpty()) {
            var batch = left.subList(0, 1 + random.nextInt(left.size()));
            ours(changes.projectAll(batch.stream().map(Version::row).toList())).block(LIMIT);
            batch.clear();
        }
        assertThat(counts()).isEqualTo(newest.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each ->
                (int) (each.getValue() * 7))));
    }

    @Test
    void writersSideBySideLeaveTheNewestOfEach() {
        var told = Stream.iterate(0, number -> number + 1)
                .limit(40)
                .map(number -> new Version("t" + number % 8, number))
                .toList();
        Flux.range(0, 16)
                .flatMap(writer -> {
                    var random = new Random(writer);
                    var some = told.stream()
                            .filter(version -> writer == 0 || random.nextBoolean())
                            .toList();
                    return ours(
                            changes.projectAll(some.stream().map(Version::row).toList()));
                })
                .then()
                .block(LIMIT);
        assertThat(counts())
                .hasSize(8)
                .allSatisfy((id, count) -> assertThat(count / 7 / 8).isEqualTo(4));
    }

    @Test
    void linesAreAddedUpToTheFirstThatIsThereAndNoneBehindIt() {
        assertThat(append(0, 5)).isEqualTo(5);
        assertThat(append(5, 3)).isEqualTo(3);
        assertThat(append(6, 4)).as("the first is taken").isZero();
        ours(changes.append(List.of(row(20)))).block(LIMIT);
        assertThat(append(18, 5)).as("18 and 19").isEqualTo(2);
        assertThat(counts().values()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 18, 19, 20);
        assertThat(ours(changes.append(List.of())).block(LIMIT)).isZero();
    }

    private Integer append(int from, int number) {
        return ours(changes.append(Stream.iterate(from, at -> at + 1)
                        .limit(number)
                        .map(SeveralTests::row)
                        .toList()))
                .block(LIMIT);
    }

    private static ThingRow row(int number) {
        return new ThingRow("line-" + number, number);
    }

    private Map<String, Integer> counts() {
        return world.documents(tenant, "thing_rows_v1").stream()
                .collect(Collectors.toMap((Document row) -> row.getString("_id"), row -> row.getInteger("count")));
    }

    private <T> Mono<T> ours(Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, tenant));
    }
}

package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.probe.ProbeApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is kept while its mark stands: by the process that writes, by another one, and by both at once. */
@ServiceTest
class MarkedTests {

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {}

    @Document("probe_marks_v1")
    record Stood(@Id String id, String mark) implements Marked.Mark {}

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int KEYS = 6;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private MeterRegistry meters;

    private final AtomicLong nanos = new AtomicLong();
    private final String tenant = UUID.randomUUID().toString();

    /** What the rows say, in whichever bureau: the truth that is read when something is made anew. */
    private final Map<String, Integer> rows = new ConcurrentHashMap<>();

    private final List<Set<String>> made = new ArrayList<>();

    @Test
    void whatStandsIsMadeOnceAndAskedOnceASecond() {
        var here = process(1_000);
        rows.put("a", 1);
        assertThat(read(here, "a", "none")).containsExactly(Map.entry("a", 1));
        assertThat(read(here, "a")).as("that it has a mark now").containsEntry("a", 1);
        assertThat(read(here, "a")).containsEntry("a", 1);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(read(here, "a")).containsEntry("a", 1);
        assertThat(made).containsExactly(Set.of("a", "none"), Set.of("a"));
    }

    @Test
    void theWriterSeesItAtOnceAndAnotherAfterASecond() {
        var here = process(1_000);
        var there = process(1_000);
        rows.put("a", 1);
        read(here, "a");
        read(there, "a");
        rows.put("a", 2);
        touch(here, "a");
        assertThat(read(here, "a")).containsEntry("a", 2);
        nanos.addAndGet(Duration.ofMillis(1_000).toNanos());
        assertThat(read(there, "a")).containsEntry("a", 2);
    }

    @Test
    void byTheMarksOfThisMomentAnotherSeesItAtOnce() {
        var here = process(1_000);
        var there = process(1_000);
        rows.put("a", 1);
        touch(here, "a");
        assertThat(in(there.now(List.of("a"), this::make), tenant)).containsEntry("a", 1);
        assertThat(in(there.now(List.of("a", "none"), this::make), tenant)).containsExactly(Map.entry("a", 1));
        assertThat(made).containsExactly(Set.of("a"), Set.of("none"));
        rows.put("a", 2);
        touch(here, "a");
        assertThat(in(there.now(List.of("a"), this::make), tenant)).containsEntry("a", 2);
        assertThat(in(there.now(List.of(), this::make), tenant)).isEmpty();
    }

    @Test
    void whatIsMarkedWhileItIsMadeIsMadeAgain() {
        var here = process(1_000);
        rows.put("a", 1);
        var old = in(
                here.of(List.of("a"), keys -> {
                    var before = rows.get("a");
                    rows.put("a", 2);
                    return here.touch(List.of("a")).thenReturn(Map.of("a", before == null ? 0 : before));
                }),
                tenant);
        assertThat(old).containsEntry("a", 1);
        assertThat(read(here, "a")).containsEntry("a", 2);
    }

    @Test
    void manyWhoMarkTheSameKeysForTheFirstTimeAllDo() {
        for (int round = 0; round < 40; round++) {
            var keys = IntStream.range(0, KEYS)
                    .mapToObj(at -> "first-" + UUID.randomUUID())
                    .toList();
            Flux.range(0, 6)
                    .flatMap(writer -> process(10).touch(keys), 6)
                    .contextWrite(context -> Tenancy.in(context, tenant))
                    .blockLast(LIMIT);
        }
    }

    /** The rows of an earlier release have no marks, and the first who reads them may be a projection of something else. */
    @Test
    void whoeverReadsFirstGivesTheFirstMarkAndNobodyElseAnother() {
        var here = process(1_000);
        rows.put("a", 1);
        var other = new Projecting("facts.v1", List.of(String.class));
        assertThat(here.now(List.of("a"), this::make)
                        .contextWrite(context -> other.into(Tenancy.in(context, tenant)))
                        .block(LIMIT))
                .containsEntry("a", 1);
        assertThat(in(here.now(List.of("a"), this::make), tenant)).containsEntry("a", 1);
        assertThat(in(here.now(List.of("a"), this::make), tenant)).containsEntry("a", 1);
        assertThat(made).hasSize(2);
        assertThat(catchThrowable(() -> here.touch(List.of("a"))
                        .contextWrite(context -> other.into(Tenancy.in(context, tenant)))
                        .block(LIMIT)))
                .hasMessageContaining("without naming it");
    }

    @Test
    void anotherBureauHasItsOwn() {
        var here = process(1_000);
        rows.put("a", 1);
        touch(here, "a");
        read(here, "a");
        rows.put("a", 2);
        var other = in(here.of(List.of("a"), this::make), UUID.randomUUID().toString());
        assertThat(other).containsEntry("a", 2);
        assertThat(read(here, "a")).containsEntry("a", 1);
    }

    @Test
    void nobodyIsEverASecondBehind() {
        var random = new Random(7);
        var processes = List.of(process(1_000), process(1_000), process(3));
        var truth = new HashMap<String, Integer>();
        for (int step = 0; step < 600; step++) {
            var key = "k" + random.nextInt(KEYS);
            var process = processes.get(random.nextInt(processes.size()));
            switch (random.nextInt(3)) {
                case 0 -> {
                    truth.put(key, step);
                    rows.put(key, step);
                    touch(process, key);
                    assertThat(read(process, key)).containsEntry(key, step);
                }
                case 1 -> {
                    nanos.addAndGet(Duration.ofMillis(1_000).toNanos());
                    var keys = new TreeSet<>(List.of(key, "k" + random.nextInt(KEYS)));
                    var seen = read(process, keys.toArray(String[]::new));
                    keys.forEach(one -> assertThat(seen.get(one)).isEqualTo(truth.get(one)));
                }
                default -> read(process, key);
            }
        }
    }

    @Test
    void noFigureIsCountedForABureauOfItsOwn() {
        rows.put("a", 1);
        touch(process(1_000), "a");
        var named = meters.getMeters().stream()
                .filter(meter -> meter.getId().getTags().stream()
                        .anyMatch(tag -> tag.getValue().contains(tenant.replace("-", ""))
                                || tag.getValue().contains(tenant)))
                .toList();
        assertThat(named).isEmpty();
        assertThat(meters.find("mongodb.driver.commands")
                        .tag("command", "update")
                        .timers())
                .hasSize(1);
    }

    private Marked<Integer> process(long most) {
        return new Marked<>(mongo, Stood.class, most, one -> 1, nanos::get);
    }

    private Mono<Map<String, Integer>> make(Set<String> keys) {
        return Mono.fromSupplier(() -> {
            made.add(new TreeSet<>(keys));
            var found = new HashMap<String, Integer>();
            keys.forEach(key -> rows.computeIfPresent(key, (same, row) -> {
                found.put(key, row);
                return row;
            }));
            return found;
        });
    }

    private Map<String, Integer> read(Marked<Integer> process, String... keys) {
        return in(process.of(List.of(keys), this::make), tenant);
    }

    private void touch(Marked<Integer> process, String key) {
        process.touch(List.of(key))
                .contextWrite(context -> Tenancy.in(context, tenant))
                .block(LIMIT);
    }

    private static Map<String, Integer> in(Mono<Map<String, Integer>> asked, String tenant) {
        var answer = asked.contextWrite(context -> Tenancy.in(context, tenant)).block(LIMIT);
        return answer == null ? Map.of() : answer;
    }
}

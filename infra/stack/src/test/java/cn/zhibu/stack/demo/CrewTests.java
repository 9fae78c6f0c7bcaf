package cn.zhibu.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.stack.demo.Crew.Job;
import cn.zhibu.stack.launch.StackException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class CrewTests {

    @TempDir
    Path folder;

    @Test
    void everythingIsDoneOnceThoughItIsAskedForAgain() {
        var times = new AtomicInteger();
        var jobs = IntStream.range(0, 50)
                .mapToObj(n -> new Job("job" + n, () -> "id" + times.incrementAndGet()))
                .toList();
        try (var crew = new Crew(journal(), 50, line -> {})) {
            crew.all("work", jobs);
        }
        try (var crew = new Crew(journal(), 50, line -> {})) {
            crew.all("work", jobs);
            assertThat(crew.done()).isEqualTo(50);
        }
        assertThat(times).hasValue(50);
        assertThat(journal().id("job7")).startsWith("id");
    }

    @Test
    void whatWasDoneBeforeAFaultIsKept() {
        Set<String> done = ConcurrentHashMap.newKeySet();
        var good = new Job("good", () -> {
            done.add("good");
            return "1";
        });
        var bad = new Job("bad", () -> {
            throw new StackException("refused");
        });
        try (var crew = new Crew(journal(), 2, line -> {})) {
            crew.all("work", List.of(good));
            assertThatThrownBy(() -> crew.all("work", List.of(good, bad))).hasMessage("refused");
        }
        assertThat(journal().has("good")).isTrue();
        assertThat(journal().has("bad")).isFalse();
        assertThat(journal().complete()).isFalse();
    }

    @Test
    void theDayItWasBegunOnHolds() {
        assertThat(journal().day(LocalDate.of(2026, 11, 20))).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(journal().day(LocalDate.of(2026, 11, 21))).isEqualTo(LocalDate.of(2026, 11, 20));
    }

    private Journal journal() {
        return new Journal(folder.resolve("demo/journal.tsv"));
    }
}

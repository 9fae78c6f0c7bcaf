package cn.zhibu.report.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.report.duty.Duty.Met;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of what meets a duty is read as it was. */
class MetTextTests {

    @Test
    void whatIsWrittenIsRead() {
        var random = new Random(5);
        var all = IntStream.range(0, 3000)
                .mapToObj(i -> new Met(
                        random.nextBoolean() ? UUID.randomUUID().toString() : "u#" + i,
                        List.of("record", "session", "committee").get(i % 3),
                        LocalDate.of(1999 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28)),
                        random.nextBoolean() ? LocalDate.of(2026, 1, 1).plusDays(random.nextInt(400)) : null,
                        random.nextBoolean()))
                .toList();
        assertThat(MetText.read(MetText.write(all))).isEqualTo(all);
        assertThat(MetText.read(List.of())).isEmpty();
    }
}

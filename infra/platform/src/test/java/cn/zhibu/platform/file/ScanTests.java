package cn.zhibu.platform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.platform.problem.PlatformProblem;
import cn.zhibu.process.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/** What arrives is looked into before it goes on; what could not be looked into does not go on. */
class ScanTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MUCH = 1_000_000;

    @TempDir
    Path folder;

    private Arrival arrive(int port, Duration within, byte[] content) {
        var scan = new FileSettings.Scan("127.0.0.1", port, within);
        var incoming = new Incoming(folder, new Clamd(scan), Clock.systemUTC());
        return Objects.requireNonNull(
                incoming.receive(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(content)), MUCH)
                        .block(LIMIT));
    }

    private Arrival arrive(Function<String, String> answer, byte[] content) throws IOException {
        try (var clamd = new ClamdStandIn(MUCH, answer)) {
            return arrive(clamd.port(), LIMIT, content);
        }
    }

    private void refused(PlatformProblem type, Function<String, String> answer) throws IOException {
        assertThatThrownBy(() -> arrive(answer, new byte[] {1, 2}))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
        nothingIsLeft();
    }

    private void nothingIsLeft() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static byte[] random() {
        var bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void theScannerGetsTheFileByteForByteInPieces() throws IOException {
        var bytes = random();
        var seen = new AtomicReference<String>();
        var arrival = arrive(
                content -> {
                    seen.set(content);
                    return "stream: OK";
                },
                bytes);
        assertThat(arrival.whole()).isTrue();
        assertThat(Files.readAllBytes(arrival.path())).isEqualTo(bytes);
        assertThat(Objects.requireNonNull(seen.get()).getBytes(StandardCharsets.ISO_8859_1))
                .isEqualTo(bytes);
    }

    @Test
    void whatIsFoundIsNamedAndTheFileIsNotKept() throws IOException {
        assertThatThrownBy(() -> arrive(content -> "stream: Win.Test.EICAR_HDB-1 FOUND", random()))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(PlatformProblem.FILE_HARMFUL);
                    assertThat(problem.args()).containsExactly("Win.Test.EICAR_HDB-1");
                });
        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "INSTREAM size limit exceeded. ERROR", "stream: Can't allocate memory ERROR", "OK", "FOUND"})
    void anAnswerThatIsNoneCountsAsNotLookedInto(String answer) throws IOException {
        refused(PlatformProblem.FILE_NOT_SCANNED, content -> answer);
    }

    @Test
    void aScannerThatBreaksOffCountsAsNotLookedInto() throws IOException {
        try (var clamd = new ClamdStandIn(1000, content -> "stream: OK")) {
            assertThatThrownBy(() -> arrive(clamd.port(), LIMIT, random()))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.type()).isEqualTo(PlatformProblem.FILE_NOT_SCANNED));
        }
        nothingIsLeft();
    }

    @Test
    void aScannerThatSaysNothingIsWaitedForOnlySoLong() throws IOException {
        try (var clamd = new ClamdStandIn(MUCH, content -> null)) {
            assertThatThrownBy(() -> arrive(clamd.port(), Duration.ofMillis(300), random()))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.type()).isEqualTo(PlatformProblem.FILE_NOT_SCANNED));
        }
        nothingIsLeft();
    }

    @Test
    void aScannerThatIsAwayLetsNothingThrough() throws IOException {
        int port;
        try (var clamd = new ClamdStandIn(MUCH, content -> "stream: OK")) {
            port = clamd.port();
        }
        assertThatThrownBy(() -> arrive(port, LIMIT, random())).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(PlatformProblem.FILE_NOT_SCANNED);
            assertThat(problem.type().retryAfter()).isPositive();
        });
        nothingIsLeft();
    }
}

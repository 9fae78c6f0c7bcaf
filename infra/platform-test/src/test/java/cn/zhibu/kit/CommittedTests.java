package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of committed documents bites, and says how they are renewed. */
class CommittedTests {

    private static final String SWITCH = "zhibu.openapi";

    @TempDir
    Path folder;

    private final String switched = System.getProperty(SWITCH, "");

    @AfterEach
    void asBefore() {
        System.setProperty(SWITCH, switched);
    }

    @Test
    void whatIsMissingOrStaleFailsAndSaysHowToRenew() throws IOException {
        System.setProperty(SWITCH, "");
        var file = folder.resolve("problems.json");
        assertThatThrownBy(() -> Committed.check(file, Map.of("a", 1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("problems.json; run with -Dzhibu.openapi=write");
        Files.writeString(file, "{\n  \"a\" : 2\n}\n");
        assertThatThrownBy(() -> Committed.check(file, Map.of("a", 1))).isInstanceOf(AssertionError.class);
        assertThat(Files.readString(file)).contains("2");
    }

    @Test
    void whatIsWrittenAnewPasses() {
        var file = folder.resolve("problems.json");
        System.setProperty(SWITCH, "write");
        Committed.check(file, Map.of("b", 1, "a", Map.of()));
        System.setProperty(SWITCH, "");
        assertThatCode(() -> Committed.check(file, Map.of("a", Map.of(), "b", 1)))
                .doesNotThrowAnyException();
        assertThat(file).hasContent("{\n  \"a\" : { },\n  \"b\" : 1\n}\n");
    }
}

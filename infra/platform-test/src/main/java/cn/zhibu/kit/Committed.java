package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document that is made from the code and committed beside it, so that a change of what others rely on is seen in
 * review. A difference fails; {@code -Dzhibu.openapi=write} writes it anew, to be looked at and committed.
 */
final class Committed {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Committed() {}

    /** Holds the file against what it should say; maps are written in the order of their keys. */
    static void check(Path file, Object real) {
        var text = JSON.writeValueAsString(real) + "\n";
        try {
            if ("write".equals(System.getProperty("zhibu.openapi"))) {
                Files.writeString(file, text);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("%s; run with -Dzhibu.openapi=write, look at the difference and commit it", file)
                    .isEqualTo(text);
        } catch (IOException unreadable) {
            throw new AssertionError(file + " cannot be read or written", unreadable);
        }
    }
}

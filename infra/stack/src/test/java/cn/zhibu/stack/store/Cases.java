package cn.zhibu.stack.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The tables of cases: what MongoDB's manual and server say, for the language alone and over the wire to every store. */
public final class Cases {

    private Cases() {}

    /** The lines of a table, each as its cells. */
    static List<List<String>> table(String name) {
        return lines("/cases/" + name + ".txt").stream()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .toList();
    }

    /** MongoDB's names of one kind, those that are not on the list among them. */
    public static List<String> names(String kind) {
        return lines("/mongodb/" + kind + ".txt");
    }

    private static List<String> lines(String resource) {
        try (var stream = Cases.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

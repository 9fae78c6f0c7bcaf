package cn.zhibu.stack.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One process of the stack.
 *
 * @param ports every port it listens on, all on the loopback address
 * @param needs files without which it cannot start, with what to do about it
 */
record Part(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        List<Integer> ports,
        Ready ready,
        Map<Path, String> needs) {

    /** How one knows that it can do its work. */
    sealed interface Ready {

        /** The address answers 200. */
        record Answers(String url) implements Ready {}

        /** The log says so since the process started, and its first port accepts connections. */
        record Says(String text) implements Ready {}

        /** Its first port accepts connections. */
        record Listens() implements Ready {}
    }
}

package cn.zhibu.stack.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the processes wrote. */
final class Logs {

    private static final int LINES = 25;
    private static final int LARGEST = 4 * 1024 * 1024;

    private Logs() {}

    /** The last lines, indented. */
    static String tail(Path log) {
        var lines = text(log, 0).lines().toList();
        return String.join(
                "\n",
                lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                        .map(line -> "    " + line)
                        .toList());
    }

    static boolean says(Path log, long since, String text) {
        return text(log, since).contains(text);
    }

    private static String text(Path log, long since) {
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(since, file.size() - LARGEST));
            var buffer = java.nio.ByteBuffer.allocate((int) Math.min(LARGEST, file.size() - file.position()));
            while (buffer.hasRemaining() && file.read(buffer) >= 0) {}
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        } catch (IOException none) {
            return "";
        }
    }

    /** Keeps one older log, so that logs do not grow without end. */
    static void turn(Path log) throws IOException {
        Files.createDirectories(log.getParent());
        if (Files.exists(log) && Files.size(log) > LARGEST) {
            Files.move(
                    log,
                    log.resolveSibling(log.getFileName() + ".1"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

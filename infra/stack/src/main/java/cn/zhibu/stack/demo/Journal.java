package cn.zhibu.stack.demo;

import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What of the demo has been entered, with the ids it was given; kept beside the data it speaks of and forgotten with
 * them. A loading that was interrupted goes on from here.
 */
final class Journal {

    private static final String DAY = "the day";
    private static final String COMPLETE = "complete";

    private final Path file;
    private final Map<String, String> entered = new ConcurrentHashMap<>();

    Journal(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .map(line -> line.split("\t", 2))
                        .filter(cells -> cells.length == 2)
                        .forEach(cells -> entered.put(cells[0], cells[1]));
            }
        } catch (IOException failed) {
            throw new StackException(file + " cannot be read", failed);
        }
    }

    /** The day the demo was begun on: what is planned depends on it, so it holds until all is entered. */
    LocalDate day(LocalDate today) {
        if (!entered.containsKey(DAY)) {
            note(DAY, today.toString());
        }
        return LocalDate.parse(id(DAY));
    }

    boolean complete() {
        return entered.containsKey(COMPLETE);
    }

    void completed() {
        note(COMPLETE, "yes");
    }

    boolean has(String key) {
        return entered.containsKey(key);
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(entered.get(key));
    }

    /** The id of what was entered under a key. */
    String id(String key) {
        return find(key).orElseThrow(() -> new StackException("The demo names " + key + " before it is there"));
    }

    synchronized void note(String key, String id) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, key + "\t" + id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new StackException(file + " cannot be written", failed);
        }
        entered.put(key, id);
    }
}

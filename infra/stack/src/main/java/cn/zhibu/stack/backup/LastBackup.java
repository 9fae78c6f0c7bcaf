package cn.zhibu.stack.backup;

import cn.zhibu.stack.launch.OwnerOnly;
import cn.zhibu.stack.launch.Settings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the backups that are taken without being asked for, in a file beside the process ids, so that
 * infra/status can say it.
 */
final class LastBackup {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String NEXT = "next";
    private static final String GOOD = "good";
    private static final String WORDS = "good.words";
    private static final String FAILED = "failed";
    private static final String WHY = "failed.why";

    private final Path file;
    private final Properties known = new Properties();

    LastBackup(Settings settings) {
        this.file = settings.local().resolve("run").resolve("backup.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                known.clear();
            }
        }
    }

    @Nullable
    Instant good() {
        return moment(GOOD);
    }

    @Nullable
    Instant failed() {
        return moment(FAILED);
    }

    private @Nullable Instant moment(String name) {
        var text = known.getProperty(name);
        return text == null ? null : Instant.parse(text);
    }

    /** @param at when it was begun */
    void noteGood(Instant at, WholeBackup.Taken taken) {
        known.setProperty(GOOD, at.toString());
        known.setProperty(WORDS, taken.words() + ", its keys: " + taken.keys());
        known.remove(FAILED);
        known.remove(WHY);
        write();
    }

    void noteFailure(Instant at, String why) {
        known.setProperty(FAILED, at.toString());
        known.setProperty(WHY, why);
        write();
    }

    /** @param next none when there are to be none */
    void noteNext(@Nullable Instant next) {
        var text = next == null ? "" : next.toString();
        if (!text.equals(known.getProperty(NEXT))) {
            known.setProperty(NEXT, text);
            write();
        }
    }

    private void write() {
        try {
            var half = OwnerOnly.file(Files.createDirectories(file.getParent()), "backup", ".new");
            try (var writer = Files.newBufferedWriter(half)) {
                known.store(writer, null);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** For a person who looks. */
    String words(boolean watched, ZoneId zone) {
        var words = new StringBuilder("backups: ");
        var good = good();
        words.append(
                good == null ? "none yet" : "last " + TIME.format(good.atZone(zone)) + " " + known.getProperty(WORDS));
        var failed = failed();
        if (failed != null) {
            words.append("; FAILED ")
                    .append(TIME.format(failed.atZone(zone)))
                    .append(": ")
                    .append(known.getProperty(WHY));
        }
        var next = known.getProperty(NEXT, "");
        if (!watched) {
            words.append("; none is taken while nobody watches");
        } else if (next.isEmpty()) {
            words.append("; switched off (ZHIBU_BACKUP_AT)");
        } else {
            words.append("; next ").append(TIME.format(Instant.parse(next).atZone(zone)));
        }
        return words.toString();
    }
}

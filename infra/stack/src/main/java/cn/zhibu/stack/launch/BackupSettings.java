package cn.zhibu.stack.launch;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operator wants of backups that nobody asks for.
 *
 * @param at time of each day's backup, in the product's zone; none when there are to be none
 * @param to where they go; none for the stack's own folder
 * @param keys where their keys go; none for the stack's own folder
 * @param kept how many of them are kept
 */
public record BackupSettings(
        @Nullable LocalTime at, @Nullable Path to, @Nullable Path keys, int kept) {

    private static final String AT = "ZHIBU_BACKUP_AT";
    private static final String TO = "ZHIBU_BACKUP_TO";
    private static final String KEYS = "ZHIBU_BACKUP_KEYS";
    private static final String KEPT = "ZHIBU_BACKUP_KEPT";
    private static final String NEVER = "off";
    private static final LocalTime QUIET = LocalTime.of(3, 30);
    private static final int TWO_WEEKS = 14;
    private static final int MOST = 10_000;

    static BackupSettings of(Map<String, String> environment) {
        return new BackupSettings(
                at(named(environment, AT)),
                folder(named(environment, TO)),
                folder(named(environment, KEYS)),
                kept(named(environment, KEPT)));
    }

    /** The same as environment variables, for a process of our own. */
    Map<String, String> environment() {
        var variables = new LinkedHashMap<String, String>();
        variables.put(AT, at == null ? NEVER : at.toString());
        variables.put(TO, to == null ? "" : to.toString());
        variables.put(KEYS, keys == null ? "" : keys.toString());
        variables.put(KEPT, Integer.toString(kept));
        return variables;
    }

    private static @Nullable String named(Map<String, String> environment, String name) {
        var value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable LocalTime at(@Nullable String text) {
        try {
            return text == null ? QUIET : text.equals(NEVER) ? null : LocalTime.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new StackException(AT + " must be a time as 03:30, or off, not " + text, wrong);
        }
    }

    private static @Nullable Path folder(@Nullable String text) {
        return text == null ? null : Path.of(text).toAbsolutePath().normalize();
    }

    private static int kept(@Nullable String text) {
        if (text == null) {
            return TWO_WEEKS;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new StackException(KEPT + " must be a number from 1 to " + MOST + ", not " + text);
        }
        return Integer.parseInt(text);
    }
}

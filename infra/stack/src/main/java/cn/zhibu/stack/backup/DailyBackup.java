package cn.zhibu.stack.backup;

import cn.zhibu.stack.launch.AtTheEnd;
import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import cn.zhibu.stack.launch.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes a backup each day and lets the oldest go; looked at every second by the process that watches. */
public final class DailyBackup implements Runnable {

    static final String BEGINNING = "zhibu-daily-";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final Duration ASLEEP = Duration.ofMinutes(5);

    private final Settings settings;
    private final WholeBackup backup;
    private final Schedule schedule;
    private final Clock clock;
    private final Consumer<String> told;
    private volatile Instant awake;
    private Instant looked;
    private @Nullable Thread going;
    private volatile boolean ending;

    public DailyBackup(Stack stack, Clock clock, ZoneId zone, Consumer<String> told) {
        this.settings = stack.settings();
        this.backup = new WholeBackup(stack);
        this.schedule = new Schedule(settings.daily().at(), zone);
        this.clock = clock;
        this.told = told;
        this.awake = clock.instant();
        this.looked = awake;
    }

    /** What infra/status says of them. */
    public static String words(Settings settings, boolean watched, ZoneId zone) {
        return new LastBackup(settings).words(watched, zone);
    }

    /** Begins one if it is due; the packing goes on beside. */
    @Override
    public void run() {
        var now = clock.instant();
        if (now.isAfter(looked.plus(ASLEEP))) {
            awake = now;
        }
        looked = now;
        if (going != null && going.isAlive()) {
            return;
        }
        var last = new LastBackup(settings);
        var due = schedule.due(now, awake, last.good(), last.failed());
        last.noteNext(due);
        if (due != null && !due.isAfter(now)) {
            going = new Thread(this::take, "backup");
            going.start();
        }
    }

    /** Waits for the one that is being taken. */
    void finish() throws InterruptedException {
        if (going != null) {
            going.join();
        }
    }

    private void take() {
        var now = clock.instant();
        var name = BEGINNING + MOMENT.format(now.atZone(schedule.zone())) + WholeBackup.ENDING;
        var last = new LastBackup(settings);
        try (var end = new AtTheEnd(() -> ending = true)) {
            var taken = backup.take(
                    settings.backupFolder().resolve(name), settings.backupKeys().resolve(name + ".keys"));
            last.noteGood(now, taken);
            told.accept(now + " backup: " + taken.words());
            forget();
        } catch (StackException | IOException | UncheckedIOException failed) {
            if (ending) {
                return; // whoever watches next begins anew
            }
            var why = failed instanceof StackException ? String.valueOf(failed.getMessage()) : failed.toString();
            last.noteFailure(now, why);
            told.accept(now + " the backup failed: " + why);
        }
        last.noteNext(schedule.due(clock.instant(), awake, last.good(), last.failed()));
    }

    /** Lets the oldest of our own go; what somebody took by hand stays. */
    private void forget() throws IOException {
        var files = daily();
        for (Path old :
                files.subList(0, Math.max(0, files.size() - settings.daily().kept()))) {
            Files.deleteIfExists(old);
            Files.deleteIfExists(Hashes.beside(old));
            Files.deleteIfExists(settings.backupKeys().resolve(old.getFileName() + ".keys"));
        }
    }

    private List<Path> daily() throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(settings.backupFolder(), BEGINNING + "*" + WholeBackup.ENDING)) {
            files.forEach(found::add);
        }
        found.sort(Comparator.comparing(file -> file.getFileName().toString()));
        return found;
    }
}

package cn.zhibu.stack.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Backups that nobody asks for, with the store as the part that has something to lose. */
@Timeout(180)
class DailyBackupTests {

    private static final List<String> STORE = List.of("store");
    private static final int WRITERS = 4;

    private final Map<String, String> environment = new HashMap<>();
    private Stack stack;

    @BeforeEach
    void makeFolder() throws IOException {
        var local = Files.createTempDirectory(Files.createDirectories(Path.of("target/stacks")), "backed-up");
        environment.put(
                "ZHIBU_ROOT", Path.of("../..").toAbsolutePath().normalize().toString());
        environment.put("ZHIBU_LOCAL", local.toAbsolutePath().toString());
        environment.put(
                "ZHIBU_PORT_BASE", Integer.toString(ThreadLocalRandom.current().nextInt(20_000, 38_000)));
        make();
    }

    private void make() {
        stack = new Stack(Settings.of(environment), told -> {});
    }

    @AfterEach
    void stopStack() {
        stack.stop(stack.names());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (int attempt = 0; attempt < 600 && !condition.call(); attempt++) {
            Thread.sleep(100);
        }
        assertThat(condition.call()).isTrue();
    }

    private Set<String> stored() {
        try (var client = MongoClients.create(stack.storeUri())) {
            var ids = new HashSet<String>();
            client.getDatabase("d").getCollection("c").find().forEach(document -> ids.add(document.getString("_id")));
            return ids;
        }
    }

    private String status() {
        return DailyBackup.words(stack.settings(), true, ZoneOffset.UTC);
    }

    /** Writes as fast as it can; what was acknowledged with the moment, and whatever went wrong. */
    private final class Writers implements AutoCloseable {
        final Map<String, Instant> acknowledged = new ConcurrentHashMap<>();
        final AtomicReference<Throwable> wrong = new AtomicReference<>();
        private final AtomicBoolean go = new AtomicBoolean(true);
        private final List<Thread> threads = new ArrayList<>();

        Writers() {
            for (int writer = 0; writer < WRITERS; writer++) {
                var name = "w" + writer + "-";
                threads.add(new Thread(() -> write(name)));
            }
            threads.forEach(Thread::start);
        }

        private void write(String name) {
            try (var client = MongoClients.create(stack.storeUri())) {
                for (int number = 0; go.get(); number++) {
                    client.getDatabase("d").getCollection("c").insertOne(new Document("_id", name + number));
                    acknowledged.put(name + number, Instant.now());
                }
            } catch (RuntimeException refused) {
                wrong.set(refused);
            }
        }

        @Override
        public void close() throws InterruptedException {
            go.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @Test
    void oneIsTakenAtItsHourWhileAllGoOnAndBringsBackWhatWasThere() throws Exception {
        var evidence = Files.createDirectories(stack.folder("files").resolve("bureau/ab"));
        Files.writeString(evidence.resolve("abcd"), "a picture");
        stack.start(STORE);
        environment.put(
                "ZHIBU_BACKUP_AT",
                LocalTime.now(Settings.ZONE).plusSeconds(5).withNano(0).toString());
        make();
        stack.watch(STORE);
        var pid = stack.pids().get("store");
        var last = new AtomicReference<LastBackup>();
        try (var writers = new Writers()) {
            await(() -> {
                last.set(new LastBackup(stack.settings()));
                return last.get().good() != null || last.get().failed() != null;
            });
            assertThat(status()).contains("last ").contains("zhibu-daily-").doesNotContain("FAILED");
            Thread.sleep(500);
            writers.close();
            assertThat(writers.wrong).as("nobody was refused").hasNullValue();
            assertThat(stack.pids().get("store"))
                    .as("nothing was started again")
                    .isEqualTo(pid);
            assertThat(stack.status()).noneMatch(line -> line.contains("restarted"));

            stack.stop(STORE);
            stack.wipe();
            var taken = only(stack.settings().backupFolder(), ".tar.gz");
            new WholeRestore(stack, told -> {}).put(taken, null, false);
            stack.start(STORE);
            var back = stored();
            var begun = last.get().good();
            writers.acknowledged.forEach((id, at) -> {
                if (at.isBefore(begun)) {
                    assertThat(back).contains(id);
                }
            });
            assertThat(back).isNotEmpty().hasSizeLessThan(writers.acknowledged.size());
            assertThat(evidence.resolve("abcd")).hasContent("a picture");
        }
    }

    @Test
    void whatIsTakenIsItsOwnersAloneAndTheKeysLieApart() throws Exception {
        stack.start(STORE);
        new Days().pass(Duration.ofMinutes(30));
        var settings = stack.settings();
        var file = only(settings.backupFolder(), ".tar.gz");
        var keys = only(settings.backupKeys(), ".keys");
        assertThat(settings.backupKeys()).isNotEqualTo(settings.backupFolder());
        for (Path one : List.of(file, keys)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                    .isEqualTo("rw-------");
        }
        assertThat(settings.local().resolve("backup-copy")).doesNotExist();
    }

    @Test
    void theOldestGoAndWhatWasTakenByHandStaysAlsoWhenTheDataGo() throws Exception {
        environment.put("ZHIBU_BACKUP_KEPT", "2");
        make();
        stack.start(STORE);
        var folder = stack.settings().backupFolder();
        new WholeBackup(stack).take(folder.resolve("zhibu-byhand.tar.gz"), folder.resolve("zhibu-byhand.tar.gz.keys"));
        new Days().pass(Duration.ofHours(3 * 24 + 12));
        stack.stop(STORE);
        stack.wipe();
        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "zhibu-byhand.tar.gz",
                        "zhibu-byhand.tar.gz.keys",
                        "zhibu-byhand.tar.gz.sha256",
                        "zhibu-daily-20261122-013000.tar.gz",
                        "zhibu-daily-20261122-013000.tar.gz.sha256",
                        "zhibu-daily-20261123-013000.tar.gz",
                        "zhibu-daily-20261123-013000.tar.gz.sha256");
        assertThat(names(stack.settings().backupKeys())).hasSize(2);
    }

    @Test
    void oneThatFailsIsToldAndTriedAgainAnHourLater() throws Exception {
        var notAFolder = Files.writeString(stack.settings().local().resolve("full"), "");
        environment.put("ZHIBU_BACKUP_TO", notAFolder.resolve("there").toString());
        make();
        stack.start(STORE);
        var days = new Days();
        days.pass(Duration.ofMinutes(40));
        assertThat(status())
                .contains("none yet")
                .contains("FAILED 2026-11-20 01:30: ")
                .contains("next 2026-11-20 02:30");
        assertThat(stack.ready("store")).isTrue();
        Files.delete(notAFolder);
        days.pass(Duration.ofMinutes(48));
        assertThat(status()).contains("FAILED");
        days.pass(Duration.ofMinutes(2));
        assertThat(status())
                .contains("last 2026-11-20 02:30")
                .doesNotContain("FAILED")
                .contains("next 2026-11-21 01:30");
    }

    @Test
    void aMachineThatWasOffIsGivenAnHour() throws Exception {
        stack.start(STORE);
        var days = new Days();
        days.pass(Duration.ofMinutes(10));
        days.now = days.now.plus(Duration.ofHours(7));
        days.pass(Duration.ofMinutes(58));
        assertThat(status()).contains("none yet").contains("next 2026-11-20 09:10");
        days.pass(Duration.ofMinutes(2));
        assertThat(status()).contains("last 2026-11-20 09:10").contains("next 2026-11-21 01:30");
    }

    @Test
    void twoAreNeverTakenAtOnceAndNoneOnAFullDisk() throws Exception {
        stack.start(STORE);
        var local = stack.settings().local();
        var file = local.resolve("a.tar.gz");
        var keys = local.resolve("a.keys");
        try (var channel = FileChannel.open(
                        local.resolve("run/backup.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var another = channel.lock()) {
            assertThat(another.isValid()).isTrue();
            assertThatThrownBy(() -> new WholeBackup(stack).take(file, keys))
                    .hasMessageContaining("being taken already");
        }
        assertThat(file).doesNotExist();
        assertThat(WholeBackup.fullness(100 << 20, 300 << 20, local)).isNull();
        assertThat(WholeBackup.fullness(100 << 20, (300 << 20) - 1, local))
                .contains("three times the data are 300 MiB");
    }

    @Test
    void aDamagedOneIsRefusedAndNothingIsTouched() throws Exception {
        stack.start(STORE);
        var local = stack.settings().local();
        var file = local.resolve("a.tar.gz");
        var keys = local.resolve("a.tar.gz.keys");
        new WholeBackup(stack).take(file, keys);
        var restore = new WholeRestore(stack, told -> {});
        assertThatThrownBy(() -> restore.put(file, null, true)).hasMessageContaining("the stack is running");
        stack.stop(STORE);
        assertThatThrownBy(() -> restore.put(file, null, false)).hasMessageContaining("--replace");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> restore.put(file, null, true)).hasMessageContaining("damaged");
        assertThat(local.resolve("data/store")).exists();
        Files.delete(keys);
        assertThatThrownBy(() -> restore.put(file, null, true)).hasMessageContaining(".keys cannot be read");
    }

    /** A day of somebody who watches, from a moment on, in steps of less than the pause of a sleeping machine. */
    private final class Days extends Clock {
        private Instant now = Instant.parse("2026-11-20T01:00:00Z");
        private final DailyBackup daily;

        /** Its hour comes in half an hour. */
        Days() {
            environment.put("ZHIBU_BACKUP_AT", "01:30");
            make();
            daily = new DailyBackup(stack, this, ZoneOffset.UTC, told -> {});
        }

        void pass(Duration time) throws InterruptedException {
            for (var until = now.plus(time); now.isBefore(until); now = now.plus(Duration.ofMinutes(2))) {
                daily.run();
                daily.finish();
            }
            daily.run();
            daily.finish();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static Path only(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            var found = files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

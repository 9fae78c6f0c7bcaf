package cn.zhibu.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The process that keeps the parts running, with the store as the part that ends. */
@Timeout(120)
class WatchTests {

    private static final List<String> STORE = List.of("store");

    private Settings settings;
    private Stack stack;

    @BeforeEach
    void makeStack() throws Exception {
        var local = Files.createTempDirectory(Files.createDirectories(Path.of("target/stacks")), "watched");
        settings = Settings.of(Map.of(
                "ZHIBU_ROOT", Path.of("../..").toAbsolutePath().normalize().toString(),
                "ZHIBU_LOCAL", local.toAbsolutePath().toString(),
                "ZHIBU_PORT_BASE", Integer.toString(ThreadLocalRandom.current().nextInt(20_000, 38_000))));
        stack = new Stack(settings, told -> {});
    }

    @AfterEach
    void stopStack() {
        stack.stop(stack.names());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (int attempt = 0; attempt < 300 && !condition.call(); attempt++) {
            Thread.sleep(100);
        }
        assertThat(condition.call()).isTrue();
    }

    private String status() {
        return stack.status().stream()
                .filter(line -> line.startsWith("store "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatEndsIsStartedAgainAndItIsSaid() throws Exception {
        stack.start(STORE);
        stack.watch(STORE);
        assertThat(stack.watched()).isTrue();
        assertThat(status()).contains("ready").doesNotContain("restarted");
        var first = stack.pids().get("store");
        stack.kill("store");
        await(() -> stack.ready("store"));
        assertThat(stack.pids().get("store")).isNotEqualTo(first);
        assertThat(status()).contains("ready").contains("restarted once, last ");
        stack.kill("store");
        await(() -> stack.ready("store"));
        assertThat(status()).contains("restarted 2 times, last ");
        assertThat(settings.log("watch")).content().contains("store has ended and is started again");
    }

    @Test
    void whatWasStoppedStaysSoAndNobodyWatchesAnyMore() throws Exception {
        stack.start(STORE);
        stack.watch(STORE);
        stack.stop(STORE);
        assertThat(stack.watched()).isFalse();
        Thread.sleep(3000);
        assertThat(stack.running("store")).isFalse();
        assertThat(status()).contains("stopped");
    }

    @Test
    void stoppingWinsOverStartingAgainWheneverItComes() throws Exception {
        for (int i = 0; i < 4; i++) {
            stack.start(STORE);
            stack.watch(STORE);
            stack.kill("store");
            Thread.sleep(ThreadLocalRandom.current().nextInt(1500));
            stack.stop(STORE);
            Thread.sleep(1500);
            assertThat(stack.running("store")).isFalse();
            assertThat(Ports.free(settings.port(27017))).isTrue();
        }
    }

    @Test
    void whoeverAskedForNoWatchFindsWhatEndedAsItIs() throws Exception {
        stack.start(STORE);
        stack.kill("store");
        Thread.sleep(2500);
        assertThat(stack.running("store")).isFalse();
        assertThat(stack.watched()).isFalse();
    }

    @Test
    void whatCannotStartIsTriedLessAndLessOften() throws Exception {
        var keeping = new Keeping(settings);
        keeping.keep(STORE);
        var store = new PartProcess(
                settings, new Parts(settings, stack.secrets()).all().get("store"));
        var told = new ArrayList<String>();
        var began = Instant.parse("2026-11-28T04:00:00Z");
        var tries = new ArrayList<Integer>();
        try (var held = new ServerSocket(settings.port(27017), 1, InetAddress.getByName("127.0.0.1"))) {
            for (int second = 0; second <= 7; second++) {
                var now = Clock.fixed(began.plusSeconds(second), ZoneOffset.UTC);
                new Watch(List.of(store), keeping, now, told::add).look(store);
                tries.add(keeping.restarts("store").at().size());
            }
            assertThat(told).anyMatch(line -> line.contains("port " + held.getLocalPort()));
        }
        assertThat(tries).containsExactly(1, 1, 2, 2, 2, 2, 3, 3);
        assertThat(status()).contains("ended").contains("nobody watches: infra/up starts it again");
    }
}

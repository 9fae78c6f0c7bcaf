package cn.zhibu.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.probe.ProbeApplication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** A letter that is read again does what the first delivery would have done, whatever line of the table hears it. */
@ServiceTest
class DeadLettersTests {

    private static final String GROUP = "probe.ear.v1";

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {
        @Bean
        Ear ear() {
            return new Ear();
        }

        @Bean
        Crowd crowd() {
            return new Crowd();
        }
    }

    record Told(String thing) {}

    /** Hears by name and hears everything; what is said in the bureau of which it is deaf fails. */
    static final class Ear implements EventConsumer {

        final List<String> heard = new CopyOnWriteArrayList<>();
        volatile boolean deaf;

        @Override
        public String name() {
            return "ear";
        }

        @Override
        public void subscribe(Subscriptions on) {
            on.from("ear.events")
                    .on("thing.made.v1", Told.class, (told, received) -> hear("named", told.thing()))
                    .onAny((body, received) -> deaf
                            ? Mono.error(new IllegalArgumentException("deaf"))
                            : hear("any", body.get("thing").asString()));
        }

        private Mono<Void> hear(String line, String thing) {
            return Mono.fromRunnable(() -> heard.add(line + " " + thing));
        }
    }

    /** Takes many at once, and none of them if one is bad. */
    static final class Crowd implements EventConsumer {

        final List<String> heard = new CopyOnWriteArrayList<>();
        final List<Integer> sizes = new CopyOnWriteArrayList<>();
        volatile boolean closed = true;
        volatile boolean mended;

        @Override
        public String name() {
            return "crowd";
        }

        @Override
        public void subscribe(Subscriptions on) {
            Together<String> together = this::hear;
            on.from("crowd.events")
                    .on("thing.made.v1", Told.class, (told, received) -> List.of(told.thing()), together);
        }

        private Mono<Void> hear(List<String> things) {
            return Mono.fromRunnable(() -> {
                if (closed) {
                    throw new TryLater("not yet");
                }
                if (!mended && things.stream().anyMatch(thing -> thing.startsWith("bad"))) {
                    throw new IllegalArgumentException("bad company");
                }
                sizes.add(things.size());
                heard.addAll(things);
            });
        }
    }

    @Autowired
    private Crowd crowd;

    @Autowired
    private World world;

    @Autowired
    private Ear ear;

    @Autowired
    private DeadLetters letters;

    @Test
    void aReplayDoesWhatTheFirstDeliveryWouldHaveDone() {
        var tenant = world.bureau();
        var sound = send(tenant);
        World.await(() -> ear.heard.size() == 2);
        assertThat(ear.heard).containsExactly("any " + sound, "named " + sound);
        ear.heard.clear();

        ear.deaf = true;
        var one = send(tenant);
        var two = send(tenant);
        World.await(() -> letters.letters(GROUP).size() == 2);
        assertThat(letters.replay(GROUP).handled()).isZero();
        assertThat(letters.letters(GROUP)).hasSize(2);
        assertThat(ear.heard).isEmpty();

        ear.deaf = false;
        assertThat(letters.replay(GROUP)).isEqualTo(new DeadLetters.Replay(2, 0, ""));
        assertThat(ear.heard).containsExactlyInAnyOrder("any " + one, "named " + one, "any " + two, "named " + two);
        assertThat(letters.letters(GROUP)).as("those handled are gone for good").isEmpty();
        assertThat(letters.replay(GROUP).handled()).isZero();
    }

    @Test
    void ofManyThatCameTogetherOnlyTheBadOnesAreDeadAndTheOthersWaitForNobodysFault() {
        var tenants = List.of(world.bureau(), world.bureau());
        var all = new ArrayList<String>();
        for (int at = 0; at < 60; at++) {
            var thing = (at % 30 == 7 ? "bad-" : "good-") + at;
            all.add(thing);
            world.send(tenants.get(at % 2), "crowd.events", "thing.made.v1", "s" + at % 6, Map.of("thing", thing));
        }
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        assertThat(letters.letters("probe.crowd.v1"))
                .as("they wait, however often it is tried")
                .isEmpty();
        assertThat(crowd.heard).isEmpty();
        crowd.closed = false;
        var good = all.stream().filter(thing -> thing.startsWith("good")).toList();
        World.await(() -> !letters.letters("probe.crowd.v1").isEmpty());
        World.await(() -> crowd.heard.containsAll(good)
                && letters.letters("probe.crowd.v1").size() == 2);
        assertThat(crowd.heard).noneMatch(thing -> thing.startsWith("bad"));
        assertThat(crowd.sizes).as("they did come together").anyMatch(size -> size > 5);
        crowd.mended = true;
        assertThat(letters.replay("probe.crowd.v1")).isEqualTo(new DeadLetters.Replay(2, 0, ""));
        assertThat(crowd.heard).containsAll(all);
    }

    private String send(String tenant) {
        var id = UUID.randomUUID().toString();
        world.send(tenant, "ear.events", "thing.made.v1", id, Map.of("thing", id));
        return id;
    }
}

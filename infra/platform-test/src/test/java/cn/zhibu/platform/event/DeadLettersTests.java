package cn.zhibu.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.probe.ProbeApplication;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private String send(String tenant) {
        var id = UUID.randomUUID().toString();
        world.send(tenant, "ear.events", "thing.made.v1", id, Map.of("thing", id));
        return id;
    }
}

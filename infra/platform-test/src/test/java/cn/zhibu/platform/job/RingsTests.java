package cn.zhibu.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.probe.ProbeApplication;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import reactor.core.Disposable;

/** Who waits hears of his bureau through whichever replica, and all who wait ask one question. */
@ServiceTest
class RingsTests {

    private static final AtomicInteger QUESTIONS = new AtomicInteger();
    private static final Duration EVERY = Duration.ofMillis(200);

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {
        @Bean
        MongoClientSettingsBuilderCustomizer counting() {
            return settings -> settings.addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    var first = event.getCommand().get(event.getCommandName());
                    if (event.getCommandName().equals("find")
                            && first.asString().getValue().equals(Rings.COLLECTION)) {
                        QUESTIONS.incrementAndGet();
                    }
                }
            });
        }
    }

    @Autowired
    private TenantDatabases databases;

    private final List<Disposable> waiting = new ArrayList<>();
    private final Map<String, AtomicInteger> heard = new ConcurrentHashMap<>();

    @AfterEach
    void nobodyWaits() {
        waiting.forEach(Disposable::dispose);
    }

    @Test
    void aRingIsHeardInItsBureauAtEveryReplica() {
        var here = replica();
        var there = replica();
        var mine = bureau();
        var other = bureau();
        wait(here, mine, "here");
        wait(there, mine, "there");
        wait(there, other, "other");
        for (int round = 1; round <= 5; round++) {
            var before = count("there");
            ring(round % 2 == 0 ? here : there, mine);
            World.await(() -> count("there") > before && count("here") > 0);
        }
        assertThat(count("other")).isZero();
    }

    @Test
    void manyWhoWaitAskOneQuestionAndNobodyNone() throws InterruptedException {
        var one = replica();
        int quiet = QUESTIONS.get();
        Thread.sleep(EVERY.multipliedBy(3).toMillis());
        assertThat(QUESTIONS.get()).isEqualTo(quiet);
        for (int person = 0; person < 40; person++) {
            wait(one, bureau(), "many");
        }
        World.await(() -> QUESTIONS.get() >= quiet + 5);
        int asked = QUESTIONS.get() - quiet;
        nobodyWaits();
        assertThat(asked).as("for forty bureaus, in five looks").isLessThan(15);
        Thread.sleep(EVERY.multipliedBy(2).toMillis());
        int after = QUESTIONS.get();
        Thread.sleep(EVERY.multipliedBy(3).toMillis());
        assertThat(QUESTIONS.get()).isEqualTo(after);
    }

    @Test
    void whatWasRungForWhileNobodyLookedIsHeardByWhoComesThen() {
        var one = replica();
        var mine = bureau();
        ring(one, mine);
        wait(one, mine, "late");
        World.await(() -> count("late") >= 1);
    }

    private Rings replica() {
        return new Rings(databases, Clock.systemUTC(), EVERY);
    }

    private static String bureau() {
        return UUID.randomUUID().toString();
    }

    private int count(String who) {
        return heard.getOrDefault(who, new AtomicInteger()).get();
    }

    private void wait(Rings rings, String bureau, String who) {
        var count = heard.computeIfAbsent(who, fresh -> new AtomicInteger());
        waiting.add(rings.heard()
                .contextWrite(context -> Tenancy.in(context, bureau))
                .subscribe(again -> count.incrementAndGet()));
    }

    private static void ring(Rings rings, String bureau) {
        rings.ring().contextWrite(context -> Tenancy.in(context, bureau)).block(Duration.ofSeconds(10));
    }
}

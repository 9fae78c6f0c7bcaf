package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.probe.ProbeApplication;
import cn.zhibu.probe.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.dao.OptimisticLockingFailureException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What records were before they were changed. */
@ServiceTest
class EditionsTests {

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {}

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private Changes changes;

    @Autowired
    private Editions editions;

    @Autowired
    private World world;

    private final String tenant = UUID.randomUUID().toString();

    /** Whatever was kept and whatever was not, in whatever order: what is read is what it was before each that was. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theyAreWhatItWasBeforeEachChangeThatKeepsIt(long seed) {
        var random = new Random(seed);
        var thing = ours(changes.save(Thing.make("thing", "u")))
                .blockOptional(LIMIT)
                .orElseThrow();
        var were = new ArrayList<Thing>();
        for (int act = 0; act < 30; act++) {
            var keeps = random.nextBoolean();
            if (keeps) {
                were.add(thing);
            }
            thing = ours(changes.save(keeps ? thing.increase().keeping() : thing.increase()))
                    .blockOptional(LIMIT)
                    .orElseThrow();
        }
        assertThat(earlier("thing")).isEqualTo(were);
    }

    @Test
    void ofManyAtOnceEachThatIsMadeHasItsEarlierVersionAndNoOther() {
        ours(changes.save(Thing.make("often", "u"))).block(LIMIT);
        var made = Flux.range(0, 24)
                .flatMap(
                        number -> ours(changes.on(Thing.class, "often")
                                        .decide(thing -> number % 2 == 0
                                                ? thing.increase().keeping()
                                                : thing.increase())
                                        .retry(20))
                                .filter(thing -> number % 2 == 0),
                        12)
                .map(thing -> thing.count() - 1)
                .sort()
                .collectList()
                .block(LIMIT);
        assertThat(earlier("often")).extracting(Thing::count).isEqualTo(made).hasSize(12);
    }

    @Test
    void whatWasPutDownForAChangeThatWasRefusedIsNobodys() {
        var first = ours(changes.save(Thing.make("refused", "u")))
                .blockOptional(LIMIT)
                .orElseThrow();
        ours(changes.save(first.increase())).block(LIMIT);
        assertThat(catchThrowable(
                        () -> ours(changes.save(first.increase().keeping())).block(LIMIT)))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(earlier("refused")).isEmpty();
        assertThat(earlier("nothing")).isEmpty();
    }

    @Test
    void whatThePlatformKeepsForItselfIsInNone() {
        var thing =
                ours(changes.save(Thing.make("own", "u"))).blockOptional(LIMIT).orElseThrow();
        ours(changes.save(thing.increase().keeping())).block(LIMIT);
        assertThat(world.documents(tenant, "things_editions"))
                .singleElement()
                .satisfies(kept -> assertThat(kept.get("state", Document.class).keySet())
                        .contains("_id", "count", "version")
                        .noneMatch(field -> field.startsWith("_") && !field.equals("_id") && !field.equals("_class")));
    }

    @Test
    void ofVeryManyTheNewestAreRead() {
        var thing =
                ours(changes.save(Thing.make("long", "u"))).blockOptional(LIMIT).orElseThrow();
        for (int act = 0; act < Editions.MOST + 5; act++) {
            thing = ours(changes.save(thing.increase().keeping()))
                    .blockOptional(LIMIT)
                    .orElseThrow();
        }
        assertThat(earlier("long"))
                .hasSize(Editions.MOST)
                .extracting(Thing::count)
                .startsWith(5)
                .endsWith(Editions.MOST + 4);
    }

    private List<Thing> earlier(String id) {
        return ours(editions.of(Thing.class, id).collectList())
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    private <T> Mono<T> ours(Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, tenant));
    }
}

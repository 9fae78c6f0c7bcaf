package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.problem.PlatformProblem;
import cn.zhibu.platform.problem.Taken;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.probe.ProbeApplication;
import cn.zhibu.probe.Tag;
import cn.zhibu.probe.TagRow;
import cn.zhibu.probe.Thing;
import cn.zhibu.probe.ThingRow;
import cn.zhibu.process.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.dao.DuplicateKeyException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is written when several write at once, and what a refusal leaves behind. */
@ServiceTest
class ChangesTests {

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {}

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private Changes changes;

    @Autowired
    private Relay relay;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private World world;

    private final String tenant = UUID.randomUUID().toString();

    @BeforeEach
    void nobodySends() {
        relay.stop();
    }

    @AfterEach
    void everybodySends() {
        relay.start();
    }

    @Test
    void ofManyFirstWritersTheNewestStands() {
        for (int round = 0; round < 100; round++) {
            var id = UUID.randomUUID().toString();
            var sequences = IntStream.rangeClosed(1, 6).boxed().collect(Collectors.toList());
            Collections.shuffle(sequences);
            Flux.fromIterable(sequences)
                    .flatMap(number -> ours(changes.project(new ThingRow(id, number), number)), 6)
                    .blockLast(LIMIT);
            assertThat(world.document(tenant, "thing_rows_v1", id).getInteger("count"))
                    .isEqualTo(6);
        }
    }

    /** Whoever comes second counts on from what the first one began; every one of them is counted. */
    @Test
    void ofManyWhoBeginTheSameOneBeginsAndTheOthersDecideOnIt() {
        for (int round = 0; round < 40; round++) {
            var id = UUID.randomUUID().toString();
            var last = Flux.range(0, 6)
                    .flatMap(number -> ours(changes.on(Thing.class, id)
                            .decideOr(Thing::increase, () -> Mono.just(Thing.make(id, "unit")))))
                    .collectList()
                    .block(LIMIT);
            assertThat(last).extracting(Thing::count).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        }
    }

    /** Two events, or two replicas with different ones, lead to the same: it is there once, and nobody has failed. */
    @Test
    void whatSeveralLeadToIsThereOnceWhoeverComesFirst() {
        for (int round = 0; round < 40; round++) {
            var id = UUID.randomUUID().toString();
            var made = Flux.range(0, 6)
                    .flatMap(number -> ours(changes.begin(Thing.make(id, "unit")))
                            .contextWrite(
                                    context -> new Command(null, "event " + number, null, () -> "", "").into(context)))
                    .collectList()
                    .block(LIMIT);
            assertThat(made).hasSize(6).extracting(Thing::count).containsOnly(0);
            assertThat(world.document(tenant, "things", id).getList(Outbox.FIELD, Document.class))
                    .as("told once")
                    .hasSize(1);
        }
        var grown = ours(changes.save(Thing.make("grown", "unit"))).block(LIMIT);
        ours(changes.save(grown.increase())).block(LIMIT);
        var again = ours(changes.begin(Thing.make("grown", "unit"))).block(LIMIT);
        assertThat(again.count()).as("what became of it stands").isEqualTo(1);
    }

    @Test
    void whatCannotBeginForAnotherReasonSaysSo() {
        named("1", "red");
        var begun =
                catchThrowable(() -> ours(changes.begin(Tag.name("2", "red"))).block(LIMIT));
        assertThat(begun).isInstanceOf(Taken.class);
        var refused = catchThrowable(() -> ours(changes.on(Tag.class, "2")
                        .decideOr(tag -> tag.rename("blue"), () -> Mono.just(Tag.name("2", "red"))))
                .block(LIMIT));
        assertThat(refused).isInstanceOf(Taken.class);
    }

    @Test
    void aRowWhoseOtherUniqueValueIsTakenIsAnErrorAndNotOld() {
        assertThat(ours(changes.project(new TagRow("a", "red"), 1)).block(LIMIT))
                .isTrue();
        assertThat(catchThrowable(
                        () -> ours(changes.project(new TagRow("b", "red"), 1)).block(LIMIT)))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(ours(changes.project(new TagRow("a", "red"), 1)).block(LIMIT))
                .isFalse();
    }

    @Test
    void aTakenValueIsRefusedAtItsFieldOnCreatingAndOnChanging() {
        named("1", "red");
        var blue = named("2", "blue");
        for (var act : List.of(changes.save(Tag.name("3", "red")), changes.save(blue.rename("red")))) {
            var refused = catchThrowable(() -> ours(act).block(LIMIT));
            assertThat(refused).isInstanceOf(Taken.class);
            var problem = ((Taken) refused).problem();
            assertThat(problem.type()).isEqualTo(PlatformProblem.ALREADY_EXISTS);
            assertThat(problem.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.pointer()).isEqualTo("/name");
                assertThat(fault.args()).containsExactly("red");
            });
        }
    }

    @Test
    void aRefusedWriteLeavesNothingAndTheMeterFallsToNothing() {
        var red = named("1", "red");
        var blue = named("2", "blue");
        relay.start();
        World.await(() -> waiting() == 0);
        relay.stop();
        for (var refused : List.of(
                changes.save(Tag.name("3", "red")), // taken on creating
                changes.save(blue.rename("red")), // taken on changing
                changes.save(new Tag("4", "none", 7L).rename("lost")), // no such document
                changes.save(new Tag(red.id(), "red", 9L).rename("late")))) { // another version
            assertThat(catchThrowable(() -> ours(refused).block(LIMIT))).isNotNull();
        }
        assertThat(waiting()).isZero();
        relay.start();
        World.await(() -> meters.get("zhibu.outbox.depth").gauge().value() == 0
                && meters.get("zhibu.outbox.age").gauge().value() == 0);
    }

    @Test
    void twoThatAreRefusedAtOnceLeaveNothingEither() {
        named("1", "red");
        var blue = named("2", "blue");
        relay.start();
        World.await(() -> waiting() == 0);
        Flux.range(0, 64)
                .flatMap(one -> ours(changes.save(blue.rename("red"))).onErrorComplete(), 16)
                .then()
                .block(LIMIT);
        assertThat(waiting()).isZero();
        assertThat(relay.depth()).isZero();
    }

    @Test
    void winnersAndLosersOfOneMomentAreToldAndLeaveNothing() {
        var id = UUID.randomUUID().toString();
        ours(changes.save(Thing.make(id, "u"))).block(LIMIT);
        relay.start();
        Flux.range(0, 40)
                .flatMap(
                        one -> ours(changes.on(Thing.class, id)
                                .decide(Thing::increase)
                                .retry(20)),
                        40)
                .then()
                .block(LIMIT);
        World.await(() -> waiting() == 0);
        var thing = world.document(tenant, "things", id);
        assertThat(thing.getInteger("count")).isEqualTo(40);
        assertThat(thing.getList(Outbox.FIELD, Document.class)).isEmpty();
    }

    @Test
    void whoLeavesInTheMiddleLeavesNothingHalfDone() {
        relay.start();
        Flux.range(0, 300)
                .flatMap(
                        number -> ours(changes.save(Thing.make("left-" + number, "u")))
                                .take(Duration.ofNanos(number * 20_000L)),
                        8)
                .then()
                .block(LIMIT);
        World.await(() -> waiting() == 0);
        assertThat(world.documents(tenant, "things"))
                .allSatisfy(thing ->
                        assertThat(thing.getList(Outbox.FIELD, Document.class)).isEmpty());
    }

    @Test
    void whileNobodySendsADocumentTakesSoManyEventsAndNoMore() {
        var thing = ours(changes.save(Thing.make("often", "u"))).block(LIMIT);
        for (int act = 1; act < Unsent.MOST; act++) {
            thing = ours(changes.save(thing.increase())).block(LIMIT);
        }
        var full = thing;
        var refused = catchThrowable(() -> ours(changes.save(full.increase())).block(LIMIT));
        assertThat(refused).isInstanceOf(Problem.class);
        assertThat(((Problem) refused).type()).isEqualTo(PlatformProblem.TOO_MUCH_UNSENT);
        assertThat(world.document(tenant, "things", "often").getList(Outbox.FIELD, Document.class))
                .hasSize(Unsent.MOST);
        relay.start();
        World.await(() -> waiting() == 0);
        assertThat(ours(changes.save(full.increase())).block(LIMIT).count()).isEqualTo(Unsent.MOST);
    }

    private Tag named(String id, String name) {
        return ours(changes.save(Tag.name(id, name))).blockOptional(LIMIT).orElseThrow();
    }

    private <T> Mono<T> ours(Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, tenant));
    }

    /** Documents of this test's tenant with something unsent. */
    private long waiting() {
        return Stream.of("things", "tags")
                .flatMap(name -> world.documents(tenant, name).stream())
                .filter(document -> document.containsKey(Outbox.UNSENT)
                        || !document.getList(Outbox.FIELD, Document.class).isEmpty())
                .count();
    }
}

package cn.zhibu.activity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.file.Arrival;
import cn.zhibu.platform.file.FileStore;
import cn.zhibu.platform.file.Incoming;
import cn.zhibu.platform.tenant.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/** What nothing names goes away after its time; what something names never does. */
@ServiceTest
class EvidenceSweepTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private EvidenceSweep sweep;

    @Autowired
    private EvidenceRows rows;

    @Autowired
    private EvidenceSettings settings;

    @Autowired
    private Grace grace;

    @Autowired
    private FileStore files;

    @Autowired
    private Incoming incoming;

    @Autowired
    private Changes changes;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private World world;

    @Autowired
    private Clock clock;

    private String tenant;

    @BeforeEach
    void aBureau() {
        tenant = world.bureau();
    }

    private <T> T as(Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, tenant)).block(LIMIT);
    }

    private Arrival arrival(String text) throws IOException {
        var path = incoming.fresh();
        Files.writeString(path, text);
        return incoming.made(path);
    }

    private Evidence evidence(Arrival arrival) {
        as(files.put(arrival));
        var kept = new Evidence.Kept(arrival.hash(), arrival.size(), FileType.PDF, null, null, null);
        return as(changes.save(Evidence.add(
                UUID.randomUUID().toString(),
                new Scope("b", List.of("b")),
                "a.pdf",
                List.of(kept),
                arrival.hash(),
                "me",
                clock.instant())));
    }

    private Evidence.State state(Evidence evidence) {
        return Objects.requireNonNull(as(rows.findById(evidence.id())))
                .holding()
                .state();
    }

    private Instant later() {
        return clock.instant().plusSeconds(60);
    }

    @Test
    void aLooseFileGoesWhenItsTimeIsOverAndNotBefore() throws IOException {
        var loose = evidence(arrival("loose"));
        as(sweep.round());
        assertThat(state(loose)).isEqualTo(Evidence.State.LOOSE);
        assertThat(as(files.has(loose.file().hash()))).isTrue();
        as(sweep.before(later()));
        assertThat(state(loose)).isEqualTo(Evidence.State.DROPPED);
        assertThat(as(files.has(loose.file().hash()))).isFalse();
    }

    /** Where nothing waits for a name and no file is young it is not looked at again until one is brought. */
    @Test
    void aBureauIsLookedAtAgainWhenTheTimeOfItsNextFileIsOver() throws IOException {
        assertThat(as(sweep.round())).as("nothing there").isNull();
        var loose = evidence(arrival("next"));
        var next = Objects.requireNonNull(as(sweep.round()));
        var over = loose.holding().touchedAt().plus(settings.forgotten());
        assertThat(next).isAfter(over).isBeforeOrEqualTo(over.plus(Grace.LOOKED_AT_EVERY));
        as(files.drop(loose.file().hash(), later()));
        assertThat(as(sweep.round())).as("for its document alone").isEqualTo(next);
        as(sweep.before(later()));
        assertThat(as(sweep.round())).isNull();
    }

    @Test
    void aFileWakesTheSweepBeforeItIsKept() {
        as(grace.begins());
        as(grace.begins());
        assertThat(world.documents("shared", "wakes"))
                .filteredOn(wake -> tenant.equals(wake.getString("tenant")))
                .filteredOn(wake -> wake.getDate("at").toInstant().isAfter(clock.instant()))
                .singleElement()
                .satisfies(wake -> assertThat(wake.getString("job")).isEqualTo("EvidenceSweep"));
    }

    @Test
    void aFileWithoutADocumentGoesToo() throws IOException {
        var orphan = arrival("orphan");
        as(files.put(orphan));
        as(sweep.round());
        assertThat(as(files.has(orphan.hash()))).isTrue();
        as(sweep.before(later()));
        assertThat(as(files.has(orphan.hash()))).isFalse();
    }

    @Test
    void whatARecordNamesStaysAndWhatOneOnlyMeantToNameGoes() throws IOException {
        var named = evidence(arrival("named"));
        var meant = evidence(arrival("meant"));
        as(changes.save(named.hold("records/there", clock.instant())));
        as(changes.save(meant.hold("records/never-saved", clock.instant())));
        as(mongo.save(new org.bson.Document("_id", "there"), "records"));
        as(sweep.before(later()));
        assertThat(state(named)).isEqualTo(Evidence.State.KEPT);
        assertThat(as(files.has(named.file().hash()))).isTrue();
        assertThat(state(meant)).isEqualTo(Evidence.State.DROPPED);
        assertThat(as(files.has(meant.file().hash()))).isFalse();
        as(sweep.before(later().plusSeconds(60)));
        assertThat(as(files.has(named.file().hash()))).isTrue();
    }

    @Test
    void theSameContentStaysWhileOneOfItsNamesIsNeeded() throws IOException {
        var loose = evidence(arrival("same"));
        var named = evidence(arrival("same"));
        as(changes.save(named.hold("records/there", clock.instant())));
        as(mongo.save(new org.bson.Document("_id", "there"), "records"));
        as(sweep.before(later()));
        assertThat(state(loose)).isEqualTo(Evidence.State.DROPPED);
        assertThat(as(files.has(named.file().hash()))).isTrue();
    }

    @Test
    void aFileThatIsNamedAtTheLastMomentStays() throws IOException {
        var late = evidence(arrival("late"));
        as(changes.save(late.hold("records/soon", clock.instant())));
        // the sweep had read it before: its version is outdated now
        assertThat(as(changes.save(late.drop(clock.instant()))
                        .map(dropped -> "dropped")
                        .onErrorReturn(
                                org.springframework.dao.OptimisticLockingFailureException.class, "changed meanwhile")))
                .isEqualTo("changed meanwhile");
        assertThat(state(late)).isEqualTo(Evidence.State.HELD);
    }
}

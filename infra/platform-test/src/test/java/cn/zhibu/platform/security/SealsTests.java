package cn.zhibu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Resealing.Round;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.platform.tenant.TenantDatabases;
import cn.zhibu.probe.ProbeApplication;
import cn.zhibu.probe.Secret;
import cn.zhibu.stack.backup.Rewrapping;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sealed texts open in their place, under whichever key of their tenant, and nowhere else. */
@ServiceTest
class SealsTests {

    @SpringBootApplication(scanBasePackageClasses = ProbeApplication.class)
    static class Probe {}

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final SealPlace NOTE = new SealPlace("secret.note", "one");
    private static final int SECRETS = 12;

    @Autowired
    private Seals seals;

    @Autowired
    private TenantKeys keys;

    @Autowired
    private SealKeys operator;

    @Autowired
    private TenantDatabases databases;

    @Autowired
    private Changes changes;

    @Autowired
    private World world;

    private final String tenant = UUID.randomUUID().toString();
    private final String another = UUID.randomUUID().toString();

    @Test
    void aTextOpensInItsPlaceAlone() {
        var sealed = in(tenant, seals.seal("110101", NOTE));
        assertThat(sealed.cipher()).matches("k1\\.[A-Za-z0-9+/]+=*");
        assertThat(in(tenant, seals.open(sealed, NOTE))).isEqualTo("110101");
        var phone = new SealPlace("secret.phone", "one");
        var somebody = new SealPlace("secret.note", "two");
        for (var other : List.of(phone, somebody)) {
            assertThatThrownBy(() -> in(tenant, seals.open(sealed, other))).hasMessageContaining("Sealed for");
            var relabelled = new Sealed(sealed.cipher(), other.text());
            assertThatThrownBy(() -> in(tenant, seals.open(relabelled, other))).hasMessageContaining("Cannot open");
        }
    }

    @Test
    void aTextOfOneTenantDoesNotOpenInAnotherEvenUnderTheSameKeys() {
        var sealed = in(tenant, seals.seal("110101", NOTE));
        in(another, seals.seal("x", NOTE));
        assertThatThrownBy(() -> in(another, seals.open(sealed, NOTE))).hasMessageContaining("Cannot open");
        var stolen = keyRow(tenant).append("_id", another);
        putKeyRow(stolen);
        assertThatThrownBy(() -> new TenantKeys(databases, master()).of(another).block(LIMIT))
                .as("keys are wrapped for their tenant")
                .hasMessageContaining("Cannot open");
    }

    @Test
    void digestsAreOfTheirFieldAndStayWhenTheSealingKeyChanges() {
        var before = in(tenant, seals.digest("110101", "person.identityNumber"));
        assertThat(in(tenant, seals.digest("110101", "address.code"))).isNotEqualTo(before);
        assertThat(in(another, seals.digest("110101", "person.identityNumber"))).isNotEqualTo(before);
        assertThat(operator.turn(tenant, null).block(LIMIT)).isEqualTo(new Round("k2", 0, 0, 0));
        assertThat(in(tenant, seals.digest("110101", "person.identityNumber"))).isEqualTo(before);
        var row = keyRow(tenant);
        assertThat(row.getList("keys", Document.class).stream()
                        .map(key -> key.getString("wrapped"))
                        .distinct())
                .hasSize(2)
                .doesNotContain(row.getString("digest"));
        assertThat(ring().keys().values())
                .as("no sealing key serves for digests")
                .noneMatch(key -> java.util.Arrays.equals(key, ring().digest()));
    }

    @Test
    void anotherReplicaReadsWhatANewKeyHasSealed() {
        var replica = new Seals(new TenantKeys(databases, master()));
        var old = in(tenant, replica.seal("old", NOTE));
        operator.turn(tenant, null).block(LIMIT);
        var fresh = in(tenant, seals.seal("new", NOTE));
        assertThat(fresh.cipher()).startsWith("k2.");
        assertThat(in(tenant, replica.open(fresh, NOTE))).isEqualTo("new");
        assertThat(in(tenant, seals.open(old, NOTE))).isEqualTo("old");
        assertThat(in(tenant, replica.seal("newer", NOTE)).cipher()).startsWith("k2.");
    }

    @Test
    void nobodyHasKeysWhoIsNoTenant() {
        var nobody = UUID.randomUUID().toString();
        assertThat(operator.known(nobody).blockOptional(LIMIT)).isEmpty();
        assertThat(operator.turn(nobody, null).blockOptional(LIMIT)).isEmpty();
    }

    @Test
    void everythingIsSealedAnewWhileOthersWrite() {
        Flux.range(0, SECRETS)
                .concatMap(number ->
                        body("s" + number, 0).flatMap(body -> changes.save(Secret.keep("s" + number, body))))
                .contextWrite(context -> Tenancy.in(context, tenant))
                .blockLast(LIMIT);
        var written = new AtomicInteger();
        var writing = Flux.range(1, 20)
                .concatMap(turn -> Flux.range(0, SECRETS)
                        .flatMap(number -> changes.on(Secret.class, "s" + number)
                                .decideWith(secret -> body("s" + number, turn).map(secret::correct))))
                .doOnNext(done -> written.incrementAndGet())
                .contextWrite(context -> Tenancy.in(context, tenant))
                .then()
                .toFuture();
        assertThat(operator.turn(tenant, true).block(LIMIT).key()).isEqualTo("k2");
        operator.turn(tenant, true).block(LIMIT);
        writing.join();
        assertThat(written).hasValue(20 * SECRETS);
        World.await(() ->
                new Round("k3", 0, 0, 0).equals(operator.turn(tenant, false).block(LIMIT)));
        for (int number = 0; number < SECRETS; number++) {
            var id = "s" + number;
            assertThat(world.document(tenant, "secrets", id).toString()).doesNotContain("cipher=k1", "cipher=k2");
            var secret = secret(id);
            assertThat(secret.version()).as("sealing anew is no change").isEqualTo(20);
            assertThat(secret.earlier()).hasSize(20);
            for (int turn = 0; turn <= 20; turn++) {
                var body = turn == 20 ? secret.body() : secret.earlier().get(turn);
                assertThat(in(tenant, seals.open(body.note(), new SealPlace("secret.note", id))))
                        .isEqualTo("note " + turn);
                assertThat(in(tenant, seals.open(body.more().get("talk"), new SealPlace("secret.talk", id))))
                        .isEqualTo("talk " + turn);
            }
        }
    }

    @Test
    void whatDoesNotOpenIsCountedAndLeftAsItIs() {
        in(tenant, body("x", 0).flatMap(body -> changes.save(Secret.keep("x", body))));
        databases
                .of(tenant)
                .flatMap(database -> Mono.from(database.getCollection("secrets")
                        .updateOne(Filters.eq("_id", "x"), Updates.set("body.note.of", "secret.note/y"))))
                .block(LIMIT);
        assertThat(operator.turn(tenant, true).block(LIMIT)).isEqualTo(new Round("k2", 0, 0, 1));
        assertThat(world.document(tenant, "secrets", "x").toString()).contains("cipher=k1");
    }

    @Test
    void aRestoreElsewhereWrapsEveryKeyForTheMasterKeyThere() {
        var old = in(tenant, seals.seal("old", NOTE));
        operator.turn(tenant, true).block(LIMIT);
        var fresh = in(tenant, seals.seal("new", NOTE));
        var digest = in(tenant, seals.digest("text", "field"));
        var elsewhere = new byte[32];
        elsewhere[0] = 7;
        putKeyRow(Rewrapping.of(keyRow(tenant), master(), elsewhere));
        var there = new Seals(new TenantKeys(databases, elsewhere));
        assertThat(in(tenant, there.open(old, NOTE))).isEqualTo("old");
        assertThat(in(tenant, there.open(fresh, NOTE))).isEqualTo("new");
        assertThat(in(tenant, there.digest("text", "field"))).isEqualTo(digest);
        assertThatThrownBy(() -> in(tenant, new Seals(new TenantKeys(databases, master())).open(old, NOTE)))
                .hasMessageContaining("Cannot open");
    }

    private Mono<Secret.Body> body(String id, int turn) {
        return Mono.zip(
                        seals.seal("note " + turn, new SealPlace("secret.note", id)),
                        seals.seal("talk " + turn, new SealPlace("secret.talk", id)))
                .map(both -> new Secret.Body(both.getT1(), Map.of("talk", both.getT2())));
    }

    private Secret secret(String id) {
        return in(tenant, changes.on(Secret.class, id).decide(cn.zhibu.platform.change.Change::of));
    }

    private KeyRing ring() {
        return keys.of(tenant).blockOptional(LIMIT).orElseThrow();
    }

    private Document keyRow(String whose) {
        var row = world.document(Tenancy.SHARED, "tenant_keys", whose);
        return row == null ? new Document() : row;
    }

    private void putKeyRow(Document row) {
        databases
                .of(Tenancy.SHARED)
                .flatMap(shared -> Mono.from(
                        shared.getCollection("tenant_keys").replaceOne(Filters.eq("_id", row.get("_id")), row)))
                .block(LIMIT);
    }

    private static byte[] master() {
        try {
            return Base64.getDecoder()
                    .decode(Files.readString(TestStack.masterKeyFile()).strip());
        } catch (java.io.IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private <T> T in(String whose, Mono<T> work) {
        return work.contextWrite(context -> Tenancy.in(context, whose))
                .blockOptional(LIMIT)
                .orElseThrow();
    }
}

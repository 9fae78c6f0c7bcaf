package cn.zhibu.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Pageable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** A large ledger that somebody takes away slowly. */
class LedgerExportMemoryTests {

    private static final long LINES = 1_000_000;
    private static final int AT_ONCE = 200;

    private final AtomicLong read = new AtomicLong();

    private final LedgerEntries entries = new LedgerEntries() {
        @Override
        public Mono<LedgerEntry> findById(String id) {
            return Mono.empty();
        }

        @Override
        public Flux<Written> ofEvents(Collection<String> events) {
            return Flux.empty();
        }

        @Override
        public Flux<LedgerEntry> behind(String id, Pageable page) {
            return Flux.empty();
        }

        @Override
        public Flux<LedgerEntry> findByIdIn(Collection<String> ids) {
            read.addAndGet(ids.size());
            return Flux.fromIterable(ids).map(id -> line(Long.parseLong(id)));
        }
    };

    private static LedgerEntry line(long seq) {
        var origin =
                new LedgerEntry.Origin("member.events", "member.joined.v1", "m", seq, Instant.EPOCH, "actor", null);
        return LedgerEntry.after(seq - 1, LedgerEntry.NOTHING, "e" + seq, origin, "{}");
    }

    private final LedgerHeads heads = id -> Mono.just(new LedgerHead(LedgerHead.ID, LINES, LedgerEntry.NOTHING, null));

    private final LedgerAnchors anchors = new LedgerAnchors() {
        @Override
        public Mono<LedgerAnchor> findById(String id) {
            return Mono.empty();
        }

        @Override
        public Mono<LedgerAnchor> findFirstByOrderBySeqDesc() {
            return Mono.empty();
        }

        @Override
        public Flux<LedgerAnchor> findWithin(long after, long until) {
            return Flux.empty();
        }
    };

    @Test
    void asMuchIsReadFromTheStoreAsTheReaderTakes() {
        var chain =
                new LedgerChain(entries, heads, anchors, JsonMapper.builder().build(), Clock.systemUTC());
        StepVerifier.create(chain.export("bureau"), 0)
                .thenRequest(11)
                .expectNextCount(11)
                .then(() -> assertThat(read.get()).isLessThanOrEqualTo(AT_ONCE))
                .thenRequest(1000)
                .expectNextCount(1000)
                .then(() -> assertThat(read.get()).isLessThanOrEqualTo(1011 + AT_ONCE))
                .thenCancel()
                .verify(Duration.ofSeconds(20));
    }
}

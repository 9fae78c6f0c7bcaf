package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.TenantDatabases;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends what lies behind, page by page in the order of its writing: with nothing on the backlog, nothing is asked. */
final class Sweep {

    private static final int SHELVES_SIDE_BY_SIDE = 8;
    private static final int PAGE = 256;

    private final TenantDatabases databases;
    private final Backlog backlog;
    private final Sender sender;
    private final Clock clock;
    private final BiFunction<Handed, String, Mono<Void>> deliver;

    Sweep(
            TenantDatabases databases,
            Backlog backlog,
            Sender sender,
            Clock clock,
            BiFunction<Handed, String, Mono<Void>> deliver) {
        this.databases = databases;
        this.backlog = backlog;
        this.sender = sender;
        this.clock = clock;
        this.deliver = deliver;
    }

    /**
     * While the broker is away one document after the other is tried, until one finds it away still or reaches it: not only
     * the first, whose event may be refused for itself.
     */
    Mono<Void> round() {
        var away = new AtomicBoolean();
        return Flux.fromIterable(backlog.due(clock.instant()))
                .flatMap(
                        behind -> Mono.defer(() -> new Pass(behind, away).run()),
                        sender.reachable() ? SHELVES_SIDE_BY_SIDE : 1)
                .then();
    }

    /** One way through what a writer left in a collection. */
    private final class Pass {

        private final Backlog.Behind behind;
        private final AtomicBoolean away;
        private final long marks;
        private long failed;
        private Instant oldest = Instant.MAX;

        Pass(Backlog.Behind behind, AtomicBoolean away) {
            this.behind = behind;
            this.away = away;
            this.marks = backlog.marks(behind);
        }

        Mono<Void> run() {
            return from(0).then(Mono.fromRunnable(this::end));
        }

        private void end() {
            if (!away.get()) {
                backlog.passed(behind, marks, failed, oldest);
            }
        }

        private Mono<Void> from(long after) {
            if (away.get()) {
                return Mono.empty();
            }
            return Recovery.collection(databases, behind.shelf())
                    .flatMapMany(collection -> collection
                            .find(Outbox.of(behind.writer(), after))
                            .sort(Outbox.OLDEST)
                            .limit(PAGE)
                            .projection(Outbox.NEEDED))
                    .map(stored -> Handed.found(behind.shelf(), stored))
                    .collectList()
                    .flatMap(this::page);
        }

        private Mono<Void> page(List<Handed> found) {
            return Flux.fromIterable(found)
                    .flatMap(this::one, sender.reachable() ? Relay.SIDE_BY_SIDE : 1)
                    .then(Mono.defer(() -> found.size() < PAGE
                            ? Mono.empty()
                            : from(found.get(found.size() - 1).stamp().at())));
        }

        private Mono<Void> one(Handed handed) {
            return Mono.defer(() -> away.get() ? Mono.empty() : deliver.apply(handed, behind.writer()))
                    .doOnError(failure -> note(handed, failure))
                    .onErrorComplete();
        }

        private synchronized void note(Handed handed, Throwable failure) {
            failed++;
            handed.outbox().stream().map(Envelope::time).filter(oldest::isAfter).forEach(time -> oldest = time);
            if (Sender.away(failure)) {
                away.set(true);
            }
        }
    }
}

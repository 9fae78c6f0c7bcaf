package cn.zhibu.platform.reason;

import cn.zhibu.platform.change.Reasons;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Seals;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reasons in the bureau's database of this service, sealed. */
final class KeptReasons implements Reasons {

    private final ReactiveMongoTemplate mongo;
    private final Seals seals;

    KeptReasons(ReactiveMongoTemplate mongo, Seals seals) {
        this.mongo = mongo;
        this.seals = seals;
    }

    /** A reason as whoever audits reads it. */
    record Opened(List<String> events, @Nullable String actor, String text) {}

    @Override
    public Mono<String> keep(List<String> events, @Nullable String actor, @Nullable Scope scope, String reason) {
        var id = UUID.randomUUID().toString();
        return seals.seal(reason, place(id))
                .flatMap(closed -> mongo.insert(new KeptReason(id, events, actor, scope, closed)))
                .map(KeptReason::id);
    }

    @Override
    public Mono<Void> drop(String kept) {
        return mongo.remove(Query.query(Criteria.where("id").is(kept)), KeptReason.class)
                .then();
    }

    /** The reasons of these events, as far as the caller audits where they happened. */
    Flux<Opened> of(Collection<String> events, Caller caller) {
        return mongo.find(Query.query(Criteria.where("events").in(events)), KeptReason.class)
                .filter(kept -> kept.scope() != null && caller.may(Capability.AUDIT, kept.scope()))
                .concatMap(kept -> seals.open(kept.text(), place(kept.id()))
                        .map(text -> new Opened(kept.events(), kept.actor(), text)));
    }

    private static SealPlace place(String id) {
        return new SealPlace("reason.text", id);
    }
}

package cn.zhibu.activity.record;

import cn.zhibu.platform.change.Scope;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The campaigns that a record of a branch may name: those that are asked of it. Of a campaign nothing else is read here. */
@Component
class AskedCampaigns {

    private static final String CAMPAIGNS = "campaigns";

    private record Asked(
            @Id String id, Scope scope, @Nullable String withdrawn) {}

    private final ReactiveMongoTemplate mongo;

    AskedCampaigns(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Those of these ids. */
    Mono<Set<String>> of(Collection<String> ids, Scope branch) {
        var query = Query.query(Criteria.where("_id").in(ids));
        query.fields().include("scope", "withdrawn");
        return mongo.find(query, Asked.class, CAMPAIGNS)
                .filter(one -> one.withdrawn() == null
                        && branch.ancestors().contains(one.scope().unit()))
                .map(Asked::id)
                .collect(Collectors.toSet());
    }
}

package cn.zhibu.platform.tenant;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.mongodb.core.SimpleReactiveMongoDatabaseFactory;
import reactor.core.publisher.Mono;

/** Answers every question for "the database" with the one of the tenant in the Reactor context, its indexes in place. */
public final class TenantDatabases extends SimpleReactiveMongoDatabaseFactory {

    private final String service;
    private final TenantIndexes indexes;
    private final Map<String, Mono<MongoDatabase>> ready = new ConcurrentHashMap<>();

    TenantDatabases(MongoClient client, String service, TenantIndexes indexes) {
        super(client, Tenancy.database(service, Tenancy.SHARED));
        this.service = service;
        this.indexes = indexes;
    }

    @Override
    public Mono<MongoDatabase> getMongoDatabase() {
        return Tenancy.current().flatMap(this::of);
    }

    /** The database of one tenant; for the platform's own work on behalf of a tenant that it has just named. */
    public Mono<MongoDatabase> of(String tenant) {
        return ready.computeIfAbsent(tenant, this::prepare);
    }

    private Mono<MongoDatabase> prepare(String tenant) {
        return super.getMongoDatabase(Tenancy.database(service, tenant))
                .flatMap(database ->
                        indexes.ensure(database, Tenancy.SHARED.equals(tenant)).thenReturn(database))
                .doOnError(failure -> ready.remove(tenant))
                .cache();
    }
}

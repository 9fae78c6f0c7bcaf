package cn.zhibu.platform.tenant;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.springframework.data.mongodb.core.index.MongoPersistentEntityIndexResolver;
import org.springframework.data.mongodb.core.index.MongoPersistentEntityIndexResolver.IndexDefinitionHolder;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import org.springframework.data.mongodb.core.mapping.MongoPersistentEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Creates the indexes that the stored records declare, once per tenant and process, before the first use. */
final class TenantIndexes {

    private final MongoMappingContext mapping;
    private final MongoPersistentEntityIndexResolver resolver;

    TenantIndexes(MongoMappingContext mapping) {
        this.mapping = mapping;
        this.resolver = new MongoPersistentEntityIndexResolver(mapping);
    }

    Mono<Void> ensure(MongoDatabase database, boolean shared) {
        return Flux.fromIterable(mapping.getPersistentEntities())
                .filter(entity ->
                        entity.isAnnotationPresent(org.springframework.data.mongodb.core.mapping.Document.class))
                .filter(entity -> entity.isAnnotationPresent(OfThePlatform.class) == shared)
                .concatMap(entity -> ensure(database, entity))
                .then();
    }

    private Mono<Void> ensure(MongoDatabase database, MongoPersistentEntity<?> entity) {
        return Flux.fromIterable(resolver.resolveIndexForEntity(entity))
                .concatMap(holder ->
                        database.getCollection(entity.getCollection()).createIndex(keys(holder), options(holder)))
                .then();
    }

    private static Document keys(IndexDefinitionHolder holder) {
        return holder.getIndexKeys();
    }

    private static IndexOptions options(IndexDefinitionHolder holder) {
        var wanted = holder.getIndexOptions();
        var options = new IndexOptions()
                .unique(wanted.getBoolean("unique", false))
                .sparse(wanted.getBoolean("sparse", false));
        var name = wanted.getString("name");
        return name == null ? options : options.name(name);
    }
}

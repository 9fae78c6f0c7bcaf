package cn.zhibu.platform.change;

import cn.zhibu.platform.input.SearchWords;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.mapping.MongoPersistentEntity;
import org.springframework.data.mongodb.core.mapping.MongoPersistentProperty;

/** Reads and writes the stored form of states, leaving the platform's own fields (outbox, keys) alone. */
final class States {

    private final MongoConverter converter;

    States(MongoConverter converter) {
        this.converter = converter;
    }

    MongoPersistentEntity<?> entity(Class<?> type) {
        return converter.getMappingContext().getRequiredPersistentEntity(type);
    }

    String collection(Class<?> type) {
        return entity(type).getCollection();
    }

    String id(Object state) {
        var id = entity(state.getClass()).getIdentifierAccessor(state).getRequiredIdentifier();
        return id.toString();
    }

    @Nullable
    Long version(Object state) {
        var entity = entity(state.getClass());
        var property = entity.getVersionProperty();
        return property == null
                ? null
                : (Long) entity.getPropertyAccessor(state).getProperty(property);
    }

    boolean versioned(Object state) {
        return entity(state.getClass()).hasVersionProperty();
    }

    @SuppressWarnings("unchecked")
    <S> S withVersion(S state, long version) {
        MongoPersistentEntity<S> entity = (MongoPersistentEntity<S>) entity(state.getClass());
        var property = entity.getRequiredVersionProperty();
        var accessor = entity.getPropertyAccessor(state);
        accessor.setProperty(property, version);
        return accessor.getBean();
    }

    /** The fields of the state, without id and version, and the pieces by which it is found. */
    Document fields(Object state) {
        var document = new Document();
        converter.write(state, document);
        document.remove("_id");
        document.remove("_class");
        var version = entity(state.getClass()).getVersionProperty();
        if (version != null) {
            document.remove(version.getFieldName());
        }
        if (state instanceof Searched searched) {
            document.append(Searched.WORDS, SearchWords.of(searched.texts()));
        }
        return document;
    }

    /** The fields that the state leaves empty and that an earlier version may have filled. */
    Document emptied(Object state, Document fields) {
        var emptied = new Document();
        for (MongoPersistentProperty property : entity(state.getClass())) {
            var name = property.getFieldName();
            if (!property.isIdProperty() && !property.isVersionProperty() && !fields.containsKey(name)) {
                emptied.append(name, "");
            }
        }
        return emptied;
    }

    <S> S read(Class<S> type, Document stored) {
        return converter.read(type, stored);
    }

    String versionField(Class<?> type) {
        return entity(type).getRequiredVersionProperty().getFieldName();
    }
}

package cn.zhibu.platform.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Mono;

/**
 * A list in pages: counted as far as is said, and going on from where a page ended for as long as there is more, at the same
 * cost on the first page and on the ten-thousandth.
 *
 * @param order ends with the id, or with another field that no two share
 * @param trimmed what is left out of a query for a list
 */
public record Listing<T>(ReactiveMongoOperations mongo, Class<T> type, Sort order, UnaryOperator<Query> trimmed) {

    public Listing(ReactiveMongoOperations mongo, Class<T> type, Sort order) {
        this(mongo, type, order, UnaryOperator.identity());
    }

    /** A page by its number, or the one behind a cursor. */
    public Mono<Page<T>> page(Criteria found, PageQuery page) {
        var counting = new Query(found).limit(Page.COUNTED + 1);
        return mongo.find(trimmed.apply(wanted(found, page)), type)
                .collectList()
                .zipWith(mongo.count(counting, type))
                .map(both -> {
                    var there = both.getT1();
                    var items = there.size() > page.size() ? there.subList(0, page.size()) : there;
                    return Page.of(items, both.getT2(), page, next(there, page.size()));
                });
    }

    /** One more than is shown, to know whether the list goes on. */
    private Query wanted(Criteria found, PageQuery page) {
        var after = page.after();
        var query = after == null
                ? new Query(found).skip(page.skip())
                : new Query(new Criteria()
                        .andOperator(found, Cursor.read(after, order).behind(order)));
        return query.with(order).limit(page.size() + 1);
    }

    private @Nullable String next(List<T> there, int size) {
        return there.size() > size ? cursor(there.get(size - 1)).text() : null;
    }

    private Cursor cursor(T line) {
        var converter = mongo.getConverter();
        var mapping = converter.getMappingContext();
        var accessor = mapping.getRequiredPersistentEntity(type).getPropertyPathAccessor(line);
        var place = new LinkedHashMap<String, Object>();
        for (var field : Cursor.fields(order)) {
            var value = accessor.getProperty(mapping.getPersistentPropertyPath(field, type));
            place.put(field, Objects.requireNonNull(converter.convertToMongoType(value)));
        }
        return new Cursor(place);
    }
}

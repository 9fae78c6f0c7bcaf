package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds documents of one collection: candidates by index where there is one, each judged by the whole query. */
final class Search {

    private final DefaultQueryMatcher matcher = new DefaultQueryMatcher();
    private final DocumentFile documents;
    private final List<Index<Long>> indexes;

    Search(DocumentFile documents, List<Index<Long>> indexes) {
        this.documents = documents;
        this.indexes = indexes;
    }

    Stream<Found.Place> matching(Document query) {
        var chosen = Candidates.of(query, indexes);
        return (chosen == null ? documents.examineAll() : documents.examine(chosen))
                .filter(place -> matcher.matches(place.document(), query));
    }

    /** Where the documents of a page are, in order. */
    long[] places(Document query, @Nullable Document orderBy, int skip, int limit) {
        long most = limit > 0 ? (long) skip + limit : Long.MAX_VALUE;
        var places = orderBy == null || orderBy.isEmpty()
                ? matching(query).limit(most).mapToLong(Found.Place::position).toArray()
                : Found.sorted(matching(query), orderBy, new DocumentComparator(orderBy), most);
        return skip > 0 ? Arrays.copyOfRange(places, Math.min(skip, places.length), places.length) : places;
    }

    /** The documents on these places that are still there and still match. */
    Stream<Document> still(long[] places, Document query) {
        return Arrays.stream(places)
                .mapToObj(documents::find)
                .filter(Objects::nonNull)
                .filter(document -> matcher.matches(document, query));
    }
}

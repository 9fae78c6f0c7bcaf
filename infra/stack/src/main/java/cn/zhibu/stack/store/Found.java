package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * What a query found: only the places, in order, so that a long answer costs little memory. The documents are read
 * batch by batch, and each is judged once more, because it may have been changed or removed in between.
 */
final class Found extends AbstractCursor {

    private final long[] positions;
    private final StoreCollection.Later later;
    private int next;

    Found(long id, long[] positions, StoreCollection.Later later) {
        super(id);
        this.positions = positions;
        this.later = later;
    }

    /** The first batch, inside the query itself. */
    List<Document> first(int number, LongFunction<Document> reader) {
        var batch = places(number);
        return Arrays.stream(batch).mapToObj(reader).toList();
    }

    @Override
    public boolean isEmpty() {
        return next >= positions.length;
    }

    @Override
    public List<Document> takeDocuments(int number) {
        return later.read(places(number));
    }

    private long[] places(int number) {
        int end = (int) Math.min(positions.length, (long) next + number);
        var places = Arrays.copyOfRange(positions, next, end);
        next = end;
        return places;
    }

    /** A document on its place, while a query looks at it. */
    record Place(long position, Document document) {}

    /** The places in order of a sort; with a limit it never holds more than that many. */
    static long[] sorted(Stream<Place> places, Document order, java.util.Comparator<Document> comparator, long most) {
        var byOrder =
                java.util.Comparator.comparing(Place::document, comparator).thenComparingLong(Place::position);
        var kept = new java.util.PriorityQueue<Place>(byOrder.reversed());
        places.forEach(place -> {
            kept.add(new Place(place.position(), view(place.document(), order)));
            if (kept.size() > most) {
                kept.poll();
            }
        });
        var inOrder = new ArrayList<>(kept);
        inOrder.sort(byOrder);
        return inOrder.stream().mapToLong(Place::position).toArray();
    }

    /** Only the fields that the sort looks at. */
    private static Document view(Document document, Document order) {
        var view = new Document();
        for (String path : order.keySet()) {
            var field = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
            if (document.containsKey(field)) {
                view.put(field, document.get(field));
            }
        }
        return view;
    }
}

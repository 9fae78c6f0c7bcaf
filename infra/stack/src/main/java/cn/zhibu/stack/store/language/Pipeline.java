package cn.zhibu.stack.store.language;

import cn.zhibu.stack.store.language.ClosedList.Kind;
import cn.zhibu.stack.store.value.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** An aggregation: what leads it and may be served by an index, and the stages that remain. */
public final class Pipeline {

    private static final int MOST_STAGES = 100;

    /** What a stage holds, weighed; refuses more than 64 MB. */
    static final class Memory {

        private static final long MOST = 64L << 20;

        private final String stage;
        private long held;

        Memory(String stage) {
            this.stage = stage;
        }

        void add(long bytes) {
            held += bytes;
            if (held > MOST) {
                throw Refused.tooMuchMemory(stage + " would hold more than 64 MB; narrow it, or let an index serve it");
            }
        }
    }

    /** One stage, parsed. */
    private sealed interface Stage {

        Stream<BsonDocument> run(Stream<BsonDocument> documents);

        /** Whether it takes nothing from the documents but their number. */
        default boolean counts() {
            return false;
        }
    }

    private record Match(Filter filter) implements Stage {
        @Override
        public Stream<BsonDocument> run(Stream<BsonDocument> documents) {
            return documents.filter(filter::matches);
        }
    }

    /** An order; {@code most} is how many of it what follows lets through, 0 for all. */
    private record Sort(SortBy by, long most) implements Stage {
        @Override
        public Stream<BsonDocument> run(Stream<BsonDocument> documents) {
            return by.sorted(documents, most);
        }
    }

    private record Skip(long number) implements Stage {
        @Override
        public Stream<BsonDocument> run(Stream<BsonDocument> documents) {
            return documents.skip(number);
        }
    }

    private record Limit(long number) implements Stage {
        @Override
        public Stream<BsonDocument> run(Stream<BsonDocument> documents) {
            return documents.limit(number);
        }
    }

    private record Project(Projection projection) implements Stage {
        @Override
        public Stream<BsonDocument> run(Stream<BsonDocument> documents) {
            return documents.map(projection::apply);
        }
    }

    private record Grouped(Group group) implements Stage {
        @Override
        public Stream<BsonDocument> run(Stream<BsonDocument> documents) {
            return group.run(documents).onClose(documents::close);
        }

        @Override
        public boolean counts() {
            return group.isConstant();
        }
    }

    private record Count(String name) implements Stage {
        @Override
        public Stream<BsonDocument> run(Stream<BsonDocument> documents) {
            long count = documents.count();
            BsonValue number = count == (int) count ? new BsonInt32((int) count) : new BsonInt64(count);
            return (count == 0 ? Stream.<BsonDocument>empty() : Stream.of(new BsonDocument(name, number)))
                    .onClose(documents::close);
        }

        @Override
        public boolean counts() {
            return true;
        }
    }

    private final @Nullable Filter filter;
    private @Nullable SortBy sort;
    private long skip;
    private long limit;
    private final List<Stage> rest;

    private Pipeline(List<Stage> stages) {
        var filters = new ArrayList<Filter>();
        int at = matches(stages, 0, filters);
        if (at < stages.size() && stages.get(at) instanceof Sort order) {
            sort = order.by;
            at = matches(stages, at + 1, filters);
        }
        if (at < stages.size() && stages.get(at) instanceof Skip first) {
            skip = first.number;
            at++;
        }
        if (at < stages.size() && stages.get(at) instanceof Limit first) {
            limit = first.number;
            at++;
        }
        filter = filters.isEmpty() ? null : Filter.all(filters);
        rest = bounded(stages.subList(at, stages.size()));
    }

    private static int matches(List<Stage> stages, int from, List<Filter> filters) {
        int at = from;
        while (at < stages.size() && stages.get(at) instanceof Match match) {
            filters.add(match.filter);
            at++;
        }
        return at;
    }

    /** Tells each order how many of its documents are wanted. */
    private static List<Stage> bounded(List<Stage> stages) {
        var bounded = new ArrayList<>(stages);
        for (int at = 0; at < bounded.size(); at++) {
            if (bounded.get(at) instanceof Sort order) {
                bounded.set(at, new Sort(order.by, most(stages.subList(at + 1, stages.size()))));
            }
        }
        return List.copyOf(bounded);
    }

    private static long most(List<Stage> following) {
        long skipped = 0;
        for (Stage stage : following) {
            if (stage instanceof Skip next) {
                skipped = saturated(skipped, next.number);
            } else {
                return stage instanceof Limit last ? saturated(skipped, last.number) : 0;
            }
        }
        return 0;
    }

    private static long saturated(long one, long other) {
        return one + other < 0 ? Long.MAX_VALUE : one + other;
    }

    public static Pipeline parse(List<BsonDocument> stages) {
        return parse(stages, ClosedList.read());
    }

    static Pipeline parse(List<BsonDocument> stages, ClosedList list) {
        if (stages.size() > MOST_STAGES) {
            throw Refused.badValue("a pipeline has more than " + MOST_STAGES + " stages");
        }
        return new Pipeline(stages.stream().map(stage -> stage(stage, list)).toList());
    }

    private static Stage stage(BsonDocument stage, ClosedList list) {
        if (stage.size() != 1) {
            throw new Refused(40323, "Location40323", "a stage of a pipeline must have exactly one field");
        }
        if (!Depth.within(stage)) {
            throw Refused.tooDeep();
        }
        var name = stage.getFirstKey();
        var value = stage.values().iterator().next();
        list.require(Kind.STAGE, name);
        return switch (name) {
            case "$match" -> new Match(Filter.parse(document(name, value), list));
            case "$group" -> new Grouped(Group.parse(document(name, value), list));
            case "$sort" -> new Sort(sort(document(name, value)), 0);
            case "$project" -> new Project(Projection.stage(document(name, value)));
            case "$skip" -> new Skip(number(name, value, 0));
            case "$limit" -> new Limit(number(name, value, 1));
            case "$count" -> new Count(name(value));
            default -> throw Refused.badValue("unknown stage: " + name);
        };
    }

    private static BsonDocument document(String name, BsonValue value) {
        if (!value.isDocument()) {
            throw Refused.badValue(name + " takes a document");
        }
        return value.asDocument();
    }

    private static SortBy sort(BsonDocument order) {
        if (order.isEmpty()) {
            throw new Refused(15976, "Location15976", "$sort must have at least one field");
        }
        return SortBy.parse(order);
    }

    private static long number(String name, BsonValue value, long least) {
        long number = Modifier.whole(name, value);
        if (number < least) {
            throw Refused.badValue("the value for " + name + " must be at least " + least);
        }
        return number;
    }

    private static String name(BsonValue value) {
        var name = value.isString() ? value.asString().getValue() : "";
        if (name.isEmpty() || name.startsWith("$") || name.contains(".") || name.indexOf('\0') >= 0) {
            throw Refused.badValue("$count takes the name of a field without dots, dollar signs and zero bytes");
        }
        return name;
    }

    /** The leading $match; then {@link #sort()}, {@link #skip()}, {@link #limit()} hold in this order. */
    public @Nullable Filter filter() {
        return filter;
    }

    public @Nullable SortBy sort() {
        return sort;
    }

    /** 0 for none. */
    public long skip() {
        return skip;
    }

    /** 0 for none. */
    public long limit() {
        return limit;
    }

    /** Whether what remains only counts documents, so that their content does not matter. */
    public boolean counts() {
        return !rest.isEmpty() && rest.get(0).counts();
    }

    /** What remains, over what was found by filter, sort, skip and limit. Closing it closes the stream given. */
    public Stream<BsonDocument> run(Stream<BsonDocument> found) {
        var documents = found;
        for (Stage stage : rest) {
            documents = stage.run(documents);
        }
        return documents;
    }
}

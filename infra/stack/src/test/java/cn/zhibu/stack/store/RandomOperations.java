package cn.zhibu.stack.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bson.Document;

/** Random documents with nulls, arrays, nested fields and mixed numbers, and operations over them. */
final class RandomOperations {

    enum Kind {
        INSERT,
        UPDATE,
        MODIFY,
        DELETE,
        FIND,
        COUNT
    }

    /** With what only a find looks at: order, skip, limit (0 for none) and the size of its batches. */
    record Operation(
            Kind kind, Document filter, Document document, boolean upsert, Document sort, int skip, int limit) {

        Operation(Kind kind, Document filter, Document document, boolean upsert) {
            this(kind, filter, document, upsert, new Document("_id", 1), 0, 0);
        }
    }

    private final Random random;
    private int inserted;

    RandomOperations(Random random) {
        this.random = random;
    }

    Operation next() {
        int dice = random.nextInt(100);
        if (dice < 25) {
            return new Operation(Kind.INSERT, new Document(), document(), false);
        } else if (dice < 45) {
            return new Operation(Kind.UPDATE, oneById(), update(), random.nextInt(4) == 0);
        } else if (dice < 55) {
            return new Operation(Kind.MODIFY, random.nextBoolean() ? filter() : oneById(), update(), false);
        } else if (dice < 60) {
            return new Operation(Kind.DELETE, and(filter(), filter()), new Document(), false);
        } else if (dice < 90) {
            boolean page = random.nextBoolean();
            return new Operation(
                    Kind.FIND,
                    random.nextInt(8) == 0 ? new Document() : filter(),
                    new Document(),
                    false,
                    sort(),
                    page ? random.nextInt(4) : 0,
                    page ? 1 + random.nextInt(9) : 0);
        }
        return new Operation(Kind.COUNT, filter(), new Document(), false);
    }

    private Document document() {
        var document = new Document("_id", id(random.nextInt(20) == 0 ? random.nextInt(inserted + 1) : ++inserted));
        maybe(document, "a", value());
        maybe(document, "b", scalar());
        maybe(document, "n", random.nextInt(6) == 0 ? scalar() : new Document("x", scalar()).append("y", scalar()));
        maybe(document, "l", list());
        maybe(document, "u", random.nextInt(40));
        return document;
    }

    private Object id(int number) {
        return switch (number % 3) {
            case 0 -> number;
            case 1 -> "id-" + number;
            default -> new Document("t", "x" + number % 5).append("n", number);
        };
    }

    private void maybe(Document document, String field, Object value) {
        if (random.nextInt(5) > 0) {
            document.append(field, value);
        }
    }

    private Object scalar() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> (long) random.nextInt(6);
            case 2 -> (double) random.nextInt(6);
            case 3 -> random.nextInt(6) + 0.5;
            case 4 -> random.nextBoolean();
            case 5 -> "s" + random.nextInt(6);
            default -> random.nextInt(6);
        };
    }

    private Object value() {
        return switch (random.nextInt(4)) {
            case 0 -> new ArrayList<>(Arrays.asList(scalar(), scalar()));
            case 1 -> random.nextInt(3) == 0 ? new ArrayList<>() : scalar();
            default -> scalar();
        };
    }

    private Object list() {
        var list = new ArrayList<Object>();
        for (int size = random.nextInt(4); size > 0; size--) {
            list.add(random.nextInt(8) == 0 ? scalar() : new Document("v", scalar()).append("w", random.nextInt(3)));
        }
        return list;
    }

    private Document oneById() {
        var filter = new Document("_id", id(random.nextInt(inserted + 1)));
        return random.nextInt(3) == 0 ? and(filter, new Document("a", scalar())) : filter;
    }

    /** Always total, so that there is one right order. */
    private Document sort() {
        return Document.parse(
                switch (random.nextInt(8)) {
                    case 0 -> "{a: 1, _id: 1}";
                    case 1 -> "{a: -1, _id: -1}";
                    case 2 -> "{b: -1, _id: 1}";
                    case 3 -> "{b: 1, _id: -1}";
                    case 4 -> "{'n.x': 1, b: -1, _id: 1}";
                    case 5 -> "{'l.v': -1, _id: 1}";
                    case 6 -> "{_id: -1}";
                    default -> "{u: 1, _id: 1}";
                });
    }

    private Document range() {
        var range = new Document(random.nextBoolean() ? "$gt" : "$gte", scalar());
        return random.nextBoolean() ? range : range.append(random.nextBoolean() ? "$lt" : "$lte", scalar());
    }

    private Document filter() {
        return switch (random.nextInt(16)) {
            case 9 -> new Document("a", range());
            case 10 -> new Document("b", range()).append("u", range());
            case 11 -> new Document("n.x", scalar()).append("b", range());
            case 12 -> new Document("l", new Document("$elemMatch", new Document("v", scalar()).append("w", range())));
            case 13 ->
                new Document(
                        "$or",
                        List.of(
                                new Document("a", scalar()),
                                new Document("b", scalar()).append("u", range()),
                                new Document("n.x", scalar())));
            case 14 -> new Document("l.v", range()).append("l.w", random.nextInt(3));
            case 15 -> new Document("b", new Document("$in", list(3))).append("u", new Document("$exists", true));
            case 0 -> new Document("a", scalar());
            case 1 -> new Document("a", scalar()).append("n.x", scalar());
            case 2 -> new Document("n.x", new Document("$in", list(3))).append("b", scalar());
            case 3 -> new Document("l.v", scalar());
            case 4 -> new Document("a", new Document("$in", list(2))).append("n.x", new Document("$in", list(3)));
            case 5 -> new Document("b", new Document("$gte", random.nextInt(6)));
            case 6 -> new Document("$or", List.of(new Document("a", scalar()), new Document("u", scalar())));
            case 7 -> new Document("a", new Document("$ne", scalar())).append("l.v", new Document("$eq", scalar()));
            default -> and(new Document("u", scalar()), new Document("l.v", new Document("$exists", true)));
        };
    }

    private List<Object> list(int size) {
        var list = new ArrayList<Object>();
        for (int at = 0; at < size; at++) {
            list.add(scalar());
        }
        return list;
    }

    private static Document and(Document one, Document other) {
        return new Document("$and", List.of(one, other));
    }

    private Document update() {
        return switch (random.nextInt(7)) {
            case 0 -> new Document("$set", new Document("a", value()).append("n.x", scalar()));
            case 1 -> new Document("$unset", new Document("a", "").append("b", ""));
            case 2 -> new Document("$inc", new Document("b", random.nextInt(3)));
            case 3 ->
                new Document(
                        "$push",
                        new Document(
                                "l", new Document("$each", List.of(new Document("v", scalar()))).append("$slice", -3)));
            case 4 -> new Document("$pull", new Document("l", new Document("v", random.nextInt(6))));
            case 5 -> new Document("$set", new Document("u", scalar())).append("$setOnInsert", new Document("b", 1));
            default ->
                new Document("$set", new Document("n", new Document("x", scalar())))
                        .append("$unset", new Document("u", ""));
        };
    }
}

package cn.zhibu.stack.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.Decimal128;

/** Messages nobody should send: good ones with bytes changed, cut or lengthened, and commands made of anything. */
final class WireNoise {

    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;
    private static final int DEEPEST = 220;

    private static final List<String> COMMANDS = List.of(
            "{hello: 1, $db: 'admin'}",
            "{ping: 1, $db: 'd'}",
            "{find: 'c', filter: {a: {$in: [1, 2.5, null]}, b: {$gt: 'x'}}, sort: {a: 1, b: -1}, limit: 5, $db: 'd'}",
            "{find: 'c', filter: {$or: [{a: 1}, {l: {$elemMatch: {v: 1, w: {$lt: 3}}}}]}, $db: 'd'}",
            "{find: 'c', filter: {a: {$regex: '^ab'}}, projection: {a: 1, 'n.x': 1}, batchSize: 1, $db: 'd'}",
            "{insert: 'c', documents: [{a: [1, {b: 2}], n: {x: 1}}, {a: null}], $db: 'd'}",
            "{update: 'c', updates: [{q: {a: 1}, u: {$set: {'n.x': 2}, $push: {l: {$each: [1], $slice: -3}}}, upsert: true}], $db: 'd'}",
            "{update: 'c', updates: [{q: {_id: 1}, u: {$inc: {k: 1}, $pull: {l: {v: 1}}, $addToSet: {s: 1}, $max: {m: 2}}}], $db: 'd'}",
            "{delete: 'c', deletes: [{q: {a: {$ne: 3}}, limit: 1}], $db: 'd'}",
            "{findAndModify: 'c', query: {a: 1}, sort: {b: 1}, update: {$unset: {a: ''}}, new: true, $db: 'd'}",
            "{aggregate: 'c', pipeline: [{$match: {a: 1}}, {$sort: {b: 1}}, {$group: {_id: '$a', n: {$sum: 1}, m: {$max: '$b'}}}, {$project: {n: 1}}], cursor: {}, $db: 'd'}",
            "{aggregate: 'c', pipeline: [{$skip: 1}, {$limit: 3}, {$count: 'n'}], cursor: {batchSize: 1}, $db: 'd'}",
            "{count: 'c', query: {a: {$exists: true}}, $db: 'd'}",
            "{createIndexes: 'c', indexes: [{key: {a: 1, 'n.x': -1}, name: 'i', sparse: true}], $db: 'd'}",
            "{explain: {find: 'c', filter: {a: 1}}, verbosity: 'queryPlanner', $db: 'd'}",
            "{getMore: {$numberLong: '5'}, collection: 'c', $db: 'd'}",
            "{killCursors: 'c', cursors: [{$numberLong: '5'}], $db: 'd'}",
            "{listIndexes: 'c', $db: 'd'}",
            "{listCollections: 1, filter: {name: 'c'}, $db: 'd'}",
            "{listDatabases: 1, $db: 'admin'}",
            "{saslStart: 1, mechanism: 'SCRAM-SHA-256', payload: {$binary: {base64: 'bixhLGI=', subType: '00'}}, $db: 'admin'}");

    private final Random random;

    WireNoise(long seed) {
        this.random = new Random(seed);
    }

    /** A message; more often broken than not. */
    byte[] next() {
        int dice = random.nextInt(10);
        if (dice < 5) {
            return broken(message(BsonDocument.parse(any(COMMANDS))));
        } else if (dice < 9) {
            return message(changed(BsonDocument.parse(any(COMMANDS)), 0));
        }
        return message(deep());
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private byte[] message(BsonDocument command) {
        var raw = new RawBsonDocument(command, new BsonDocumentCodec());
        int length = HEADER + 5 + raw.getByteLength();
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putInt(random.nextInt())
                .putInt(0)
                .putInt(OP_MSG)
                .putInt(0)
                .put((byte) 0)
                .put(raw.getBackingArray(), raw.getByteOffset(), raw.getByteLength())
                .array();
    }

    private byte[] broken(byte[] message) {
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(message.length);
            switch (random.nextInt(6)) {
                case 0 -> message[at] = (byte) random.nextInt(256);
                case 1 -> message[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> number(message, at, random.nextInt());
                case 3 -> number(message, at, random.nextInt(5) - 2);
                case 4 -> number(message, at, Integer.MAX_VALUE - random.nextInt(9));
                default -> number(message, random.nextInt(6) * 4, random.nextInt(4096) - 64);
            }
        }
        return random.nextInt(6) == 0 ? java.util.Arrays.copyOf(message, random.nextInt(message.length * 2)) : message;
    }

    private static void number(byte[] message, int at, int value) {
        if (at + Integer.BYTES <= message.length) {
            ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        }
    }

    /** The same command with some values replaced by anything; its name and database stay. */
    private BsonDocument changed(BsonDocument document, int depth) {
        var changed = new BsonDocument();
        document.forEach((name, value) -> {
            boolean keep = depth == 0 && (name.equals("$db") || changed.isEmpty()) && random.nextInt(20) > 0;
            changed.append(keep || random.nextInt(12) > 0 ? name : name(), keep ? value : changed(value, depth));
        });
        return changed;
    }

    private BsonValue changed(BsonValue value, int depth) {
        if (random.nextInt(5) == 0) {
            return anything(depth);
        } else if (value.isDocument()) {
            return changed(value.asDocument(), depth + 1);
        } else if (value.isArray()) {
            var array = new BsonArray();
            value.asArray().forEach(each -> array.add(changed(each, depth + 1)));
            return array;
        }
        return value;
    }

    private String name() {
        return any(List.of(
                "a",
                "n.x",
                "l.0.v",
                "",
                "$",
                ".",
                "a..b",
                "_id",
                "$in",
                "$set",
                "$gt",
                "$or",
                "$elemMatch",
                "$each",
                "$where",
                "$expr",
                "limit",
                "党",
                "\uD83C\uDF1F",
                "x".repeat(3000),
                "$inc",
                "$sum",
                "$slice"));
    }

    private BsonValue anything(int depth) {
        return switch (random.nextInt(20)) {
            case 0 -> BsonNull.VALUE;
            case 1 -> new BsonInt32(random.nextInt());
            case 2 -> new BsonInt64(random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE);
            case 3 -> new BsonDouble(random.nextBoolean() ? Double.NaN : Double.NEGATIVE_INFINITY);
            case 4 -> new BsonDouble(random.nextGaussian() * 1e300);
            case 5 -> new BsonDecimal128(random.nextBoolean() ? Decimal128.parse("1E6144") : Decimal128.NaN);
            case 6 -> new BsonString(name());
            case 7 -> new BsonString("^(a+)+$" + "a".repeat(random.nextInt(40)));
            case 8 -> BsonBoolean.valueOf(random.nextBoolean());
            case 9 -> new BsonDateTime(random.nextLong());
            case 10 -> new BsonTimestamp(random.nextLong());
            case 11 ->
                new BsonRegularExpression("^(x|" + name().replace("$", "") + ")", random.nextBoolean() ? "i" : "");
            case 12 -> new BsonObjectId();
            case 13 -> new BsonBinary((byte) random.nextInt(6), new byte[random.nextInt(40)]);
            case 14 -> new BsonMinKey();
            case 15 -> new BsonMaxKey();
            case 16 -> new BsonUndefined();
            case 17 -> depth > 6 ? new BsonArray() : new BsonArray(List.of(anything(depth + 1), anything(depth + 1)));
            default ->
                depth > 6
                        ? new BsonDocument()
                        : new BsonDocument(name(), anything(depth + 1)).append(name(), anything(depth + 1));
        };
    }

    private BsonDocument deep() {
        BsonValue value = new BsonInt32(1);
        boolean filter = random.nextBoolean();
        for (int depth = random.nextInt(DEEPEST); depth > 0; depth--) {
            value = random.nextInt(3) == 0
                    ? new BsonArray(List.of(value))
                    : new BsonDocument(filter ? any(List.of("$and", "$or", "a")) : "a", value);
        }
        return filter
                ? new BsonDocument("find", new BsonString("c"))
                        .append("filter", new BsonDocument("a", value))
                        .append("$db", new BsonString("d"))
                : new BsonDocument("insert", new BsonString("c"))
                        .append("documents", new BsonArray(List.of(new BsonDocument("a", value))))
                        .append("$db", new BsonString("d"));
    }
}

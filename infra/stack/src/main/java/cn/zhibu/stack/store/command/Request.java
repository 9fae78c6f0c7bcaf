package cn.zhibu.stack.store.command;

import cn.zhibu.stack.store.language.Refused;
import cn.zhibu.stack.store.plan.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One command as it came: its name is the first field, the value of that field mostly the collection.
 *
 * @param wanted whether whoever asked is still connected
 */
public record Request(String name, BsonDocument body, BooleanSupplier wanted) {

    public static Request of(BsonDocument body, BooleanSupplier wanted) {
        if (body.isEmpty()) {
            throw Refused.failedToParse("a command has at least one field, its name first");
        }
        return new Request(body.getFirstKey(), body, wanted);
    }

    /** The same for a command inside another. */
    Request inner(BsonDocument inner) {
        var whole = new BsonDocument();
        inner.forEach(whole::append);
        whole.append("$db", body.get("$db", new org.bson.BsonString("")));
        return of(whole, wanted);
    }

    String database() {
        var database = text("$db");
        if (database.isEmpty() || database.length() > 63 || database.chars().anyMatch(Request::isStrange)) {
            throw new Refused(73, "InvalidNamespace", "no name of a database: '" + database + "'");
        }
        return database;
    }

    private static boolean isStrange(int letter) {
        return letter < ' ' || "/\\. \"$*<>:|?".indexOf(letter) >= 0;
    }

    String collection() {
        var collection = text(name);
        if (collection.isEmpty()
                || collection.startsWith("system.")
                || collection.length() > 200
                || collection.chars().anyMatch(letter -> letter < ' ' || letter == '$')) {
            throw new Refused(73, "InvalidNamespace", "no name of a collection: '" + collection + "'");
        }
        return collection;
    }

    String namespace() {
        return database() + "." + collection();
    }

    Budget budget() {
        long millis = number("maxTimeMS", 0);
        if (millis < 0 || millis > Integer.MAX_VALUE) {
            throw Refused.badValue("maxTimeMS is 0 to 2147483647, not " + millis);
        }
        return new Budget(millis, wanted);
    }

    String text(String field) {
        var value = body.get(field);
        if (value == null || !value.isString()) {
            throw Refused.typeMismatch("'" + field + "' has to be a string");
        }
        return value.asString().getValue();
    }

    long number(String field, long otherwise) {
        return number(body, field, otherwise);
    }

    static long number(BsonDocument body, String field, long otherwise) {
        var value = body.get(field);
        if (value == null || value.isNull()) {
            return otherwise;
        } else if (value.isDecimal128()) {
            return value.asDecimal128().getValue().longValue();
        } else if (!value.isNumber()) {
            throw Refused.typeMismatch("'" + field + "' has to be a number");
        }
        return value.asNumber().longValue();
    }

    /** Skip, limit and the like: not negative. */
    long amount(String field) {
        long amount = number(field, 0);
        if (amount < 0) {
            throw Refused.badValue("'" + field + "' may not be negative, and is " + amount);
        }
        return amount;
    }

    boolean flag(String field, boolean otherwise) {
        return flag(body, field, otherwise);
    }

    static boolean flag(BsonDocument body, String field, boolean otherwise) {
        var value = body.get(field);
        if (value == null) {
            return otherwise;
        } else if (value instanceof BsonBoolean known) {
            return known.getValue();
        } else if (value.isNumber()) {
            return value.asNumber().doubleValue() != 0;
        }
        throw Refused.typeMismatch("'" + field + "' has to be true or false");
    }

    @Nullable
    BsonDocument document(String field) {
        return document(body, field);
    }

    static @Nullable BsonDocument document(BsonDocument body, String field) {
        var value = body.get(field);
        if (value == null || value.isNull()) {
            return null;
        } else if (value.isDocument()) {
            return value.asDocument();
        }
        throw Refused.typeMismatch("'" + field + "' has to be a document");
    }

    static BsonDocument required(BsonDocument body, String field) {
        var document = document(body, field);
        if (document == null) {
            throw Refused.failedToParse("'" + field + "' is missing");
        }
        return document;
    }

    List<BsonDocument> documents(String field) {
        if (!(body.get(field) instanceof BsonArray array)) {
            throw Refused.typeMismatch("'" + field + "' has to be an array");
        }
        var documents = new ArrayList<BsonDocument>();
        for (BsonValue value : array) {
            if (!value.isDocument()) {
                throw Refused.typeMismatch("'" + field + "' holds documents only");
            }
            documents.add(value.asDocument());
        }
        return documents;
    }

    static BsonDocument ok(BsonDocument answer) {
        return answer.append("ok", new org.bson.BsonDouble(1));
    }

    static BsonValue number(long value) {
        return value == (int) value ? new org.bson.BsonInt32((int) value) : new BsonInt64(value);
    }
}

package cn.zhibu.stack.store.command;

import cn.zhibu.stack.store.engine.Writing.DuplicateKey;
import cn.zhibu.stack.store.language.Refused;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** What of a command of several writes was refused, each by its place in the command. */
final class WriteErrors {

    private final BsonArray errors = new BsonArray();

    /** One of the writes. */
    interface Step {
        void run();
    }

    /** Runs one write; false when it was refused, which changed nothing. */
    boolean attempt(int index, Step step) {
        try {
            step.run();
            return true;
        } catch (DuplicateKey taken) {
            errors.add(described(new BsonDocument("index", new BsonInt32(index)), taken));
        } catch (Refused refused) {
            errors.add(described(new BsonDocument("index", new BsonInt32(index)), refused));
        }
        return false;
    }

    static BsonDocument described(BsonDocument error, DuplicateKey taken) {
        return described(error, taken.refused())
                .append("keyPattern", taken.pattern())
                .append("keyValue", taken.value());
    }

    static BsonDocument described(BsonDocument error, Refused refused) {
        return error.append("code", new BsonInt32(refused.code()))
                .append("codeName", new BsonString(refused.codeName()))
                .append("errmsg", new BsonString(refused.getMessage()));
    }

    BsonDocument in(BsonDocument answer) {
        return errors.isEmpty() ? answer : answer.append("writeErrors", errors);
    }
}

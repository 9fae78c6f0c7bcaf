package cn.zhibu.platform.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the store says of a write whose key is taken. */
public final class Duplicates {

    /** The index that every collection has. */
    public static final String ID = "_id_";

    private static final Pattern INDEX = Pattern.compile("index: (?:\\S*\\$)?(\\S+) +dup key");

    private Duplicates() {}

    /** Name of the unique index that refused; null when something else is wrong. */
    public static @Nullable String index(Throwable failure) {
        var said = said(failure);
        return said == null ? null : named(said);
    }

    private static String named(String said) {
        var named = INDEX.matcher(said);
        return named.find() ? named.group(1) : "";
    }

    private static @Nullable String said(Throwable failure) {
        if (failure instanceof MongoWriteException write
                && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
            return write.getError().getMessage();
        }
        return failure instanceof MongoCommandException command
                        && ErrorCategory.fromErrorCode(command.getErrorCode()) == ErrorCategory.DUPLICATE_KEY
                ? command.getErrorMessage()
                : null;
    }

    /** Whether there is a document of this id already. */
    public static boolean ofId(Throwable failure) {
        return ID.equals(index(failure));
    }

    /** Whether nothing but ids that are taken refused some of many. */
    public static boolean allOfId(MongoBulkWriteException failure) {
        return failure.getWriteConcernError() == null
                && failure.getWriteErrors().stream()
                        .allMatch(error -> taken(error) && ID.equals(named(error.getMessage())));
    }

    /** How many of a list were written, in its order, before the first whose key was taken; -1 when something else is wrong. */
    public static int before(MongoBulkWriteException failure) {
        var errors = failure.getWriteErrors();
        return failure.getWriteConcernError() == null && errors.size() == 1 && taken(errors.get(0))
                ? errors.get(0).getIndex()
                : -1;
    }

    private static boolean taken(WriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}

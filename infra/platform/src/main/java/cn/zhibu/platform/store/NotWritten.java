package cn.zhibu.platform.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import java.util.Set;
import org.bson.BSONException;

/** Whether a failure says that nothing was written. All others leave it open: the write may have happened. */
public final class NotWritten {

    /** Codes of commands that are refused before they are begun: not allowed, no such form, too large, no disk left;
     * or a unique value is taken. */
    private static final Set<Integer> REFUSED =
            Set.of(2, 9, 13, 14, 26, 59, 121, 238, 10334, 14031, 17280, 17419, 17420, 11000, 11001);

    private NotWritten() {}

    public static boolean in(Throwable failure) {
        return failure instanceof MongoWriteException
                || failure instanceof BSONException
                || failure instanceof MongoCommandException command && REFUSED.contains(command.getErrorCode());
    }
}

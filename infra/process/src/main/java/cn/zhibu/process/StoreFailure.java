package cn.zhibu.process;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.util.ClassUtils;

/** Whether a failure says that the store cannot be reached or cannot work: it is down, stuck, full or changing over, and will be back. */
public final class StoreFailure {

    private static final boolean DRIVER =
            ClassUtils.isPresent("com.mongodb.MongoException", StoreFailure.class.getClassLoader());

    private StoreFailure() {}

    /** True also where it is the cause of something else. */
    public static boolean in(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException || DRIVER && Driver.away(cause)) {
                return true;
            }
        }
        return false;
    }

    /** What the driver says, where there is one. */
    private static final class Driver {

        /** A store that starts anew knows nothing of the cursors of the one before. */
        private static final List<Class<? extends MongoException>> AWAY = List.of(
                MongoTimeoutException.class,
                MongoSocketException.class,
                MongoNodeIsRecoveringException.class,
                MongoNotPrimaryException.class,
                MongoConnectionPoolClearedException.class,
                MongoServerUnavailableException.class,
                MongoCursorNotFoundException.class,
                MongoInterruptedException.class);

        /**
         * Codes of commands that a store gives which changes over, shuts down, is blocked or has no space left: of MongoDB's
         * list of error codes those that it marks as passing, and OutOfDiskSpace.
         */
        private static final Set<Integer> CODES = Set.of(
                6, 7, 24, 46, 64, 89, 91, 112, 133, 134, 189, 262, 317, 358, 384, 9001, 10107, 11600, 11602, 13388,
                13435, 13436, 14031);

        static boolean away(Throwable cause) {
            if (cause instanceof MongoException && cause.getCause() instanceof IOException) {
                return true; // the connection broke in a way that the driver has no name for
            }
            return AWAY.stream().anyMatch(type -> type.isInstance(cause))
                    || cause instanceof MongoException said && CODES.contains(said.getCode());
        }
    }
}

package cn.zhibu.platform.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** Whether a failure says that the store cannot be reached: it is down, stuck or changing over, and will be back. */
public final class StoreFailure {

    private static final List<String> DRIVER = List.of(
            "com.mongodb.MongoTimeout",
            "com.mongodb.MongoSocket",
            "com.mongodb.MongoNodeIsRecovering",
            "com.mongodb.MongoNotPrimary",
            "com.mongodb.MongoConnectionPoolCleared",
            "com.mongodb.MongoServerUnavailable");

    private StoreFailure() {}

    /** True also where it is the cause of something else. */
    public static boolean in(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var name = cause.getClass().getName();
            if (cause instanceof DataAccessResourceFailureException
                    || DRIVER.stream().anyMatch(name::startsWith)) {
                return true;
            }
        }
        return false;
    }
}

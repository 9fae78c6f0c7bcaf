package cn.zhibu.platform.event;

import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.util.backoff.FixedBackOff;

/** Waits without end while the store cannot be reached; such events are not dead letters. */
final class StoreAway extends FixedBackOff {

    StoreAway() {
        super(1_000, UNLIMITED_ATTEMPTS);
    }

    static boolean in(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var name = cause.getClass().getName();
            if (cause instanceof TryLater
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TimeoutException
                    || name.startsWith("com.mongodb.MongoTimeout")
                    || name.startsWith("com.mongodb.MongoSocket")) {
                return true;
            }
        }
        return false;
    }
}

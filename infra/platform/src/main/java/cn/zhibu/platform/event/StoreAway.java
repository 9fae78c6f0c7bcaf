package cn.zhibu.platform.event;

import cn.zhibu.process.StoreFailure;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.FixedBackOff;

/** Waits without end while the store cannot be reached; such events are not dead letters. */
final class StoreAway extends FixedBackOff {

    StoreAway() {
        super(1_000, UNLIMITED_ATTEMPTS);
    }

    static boolean in(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TryLater || cause instanceof TimeoutException) {
                return true;
            }
        }
        return StoreFailure.in(failure);
    }
}

package cn.zhibu.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How fast mail is tried.
 *
 * @param claim how long a message is in one process's hands; longer than the mail server may take
 * @param gather what is told within so long of each other leaves in one message
 * @param pauses between the attempts; after the last of them it is given up
 */
@Component
record Pace(
        @Value("${zhibu.mail.every}") Duration every,
        @Value("${zhibu.mail.claim}") Duration claim,
        @Value("${zhibu.mail.gather}") Duration gather,
        @Value("${zhibu.mail.pauses}") List<Duration> pauses) {

    /** The end of the stretch in which something was told: the same for all that is told in it. */
    Instant gathered(Instant told) {
        long stretch = gather.toMillis();
        return stretch == 0 ? told : Instant.ofEpochMilli((told.toEpochMilli() / stretch + 1) * stretch);
    }
}

package cn.zhibu.notification.delivery;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How fast mail is tried.
 *
 * @param claim how long a message is in one process's hands; longer than the mail server may take
 * @param pauses between the attempts; after the last of them it is given up
 */
@Component
record Pace(
        @Value("${zhibu.mail.every}") Duration every,
        @Value("${zhibu.mail.claim}") Duration claim,
        @Value("${zhibu.mail.pauses}") List<Duration> pauses) {}

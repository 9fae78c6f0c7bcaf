package cn.zhibu.gateway.limit;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The quotas of one gateway process; with several processes each grants its share.
 *
 * @param address of one network address, signed in or not; a whole bureau may sit behind one
 * @param person of one account, whatever the number of its sessions
 * @param bureau of all people of one bureau together
 * @param atOnce requests of one bureau that may be under way at the same moment; streams are not counted
 * @param replicas gateway processes that share the quotas
 * @param trustedProxies addresses and networks of the proxies before the gateway; empty where there is none
 */
@ConfigurationProperties("zhibu.limits")
record LimitSettings(Rate address, Rate person, Rate bureau, int atOnce, int replicas, List<String> trustedProxies) {

    LimitSettings {
        if (atOnce < 1 || replicas < 1) {
            throw new IllegalArgumentException("zhibu.limits.at-once and zhibu.limits.replicas must be at least 1");
        }
    }

    /** One process's part of a number, never nothing. */
    static int share(int whole, int replicas) {
        return (whole + replicas - 1) / replicas;
    }

    /**
     * @param perSecond requests that come back every second
     * @param burst requests that may come at once after a pause
     */
    record Rate(int perSecond, int burst) {

        Rate {
            if (perSecond < 1 || burst < perSecond) {
                throw new IllegalArgumentException(
                        "A rate under zhibu.limits needs per-second of at least 1 and a burst not below it, not "
                                + perSecond + " and " + burst);
            }
        }

        Rate sharedBy(int replicas) {
            return new Rate(share(perSecond, replicas), share(burst, replicas));
        }
    }
}

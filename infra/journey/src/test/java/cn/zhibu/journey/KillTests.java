package cn.zhibu.journey;

import cn.zhibu.stack.launch.Stack;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Seeded SIGKILLs of every process, two lanes of them side by side, while a crowd enters gifts, members, accounts, grants
 * and steps of a report under one Idempotency-Key each. Tokens are short, so that sign-ins are renewed all the time.
 * Nobody has to sign in again, and afterwards everything acknowledged is there exactly once, everywhere.
 */
class KillTests {

    private static final List<String> WRITING = List.of("activity-service", "report-service", "kafka", "store");
    private static final List<String> AROUND = List.of("gateway", "member-service", "notification-service", "keycloak");
    private static final int KILLS = Integer.getInteger("zhibu.kills", 16);
    private static final int GIFTS = Integer.getInteger("zhibu.gifts", 300);
    private static final long SEED = Long.getLong("zhibu.seed", 20261120L);
    private static final int TOKEN_SECONDS = 75;

    private final Stack stack = Product.stack();
    private final IdentityServer identities = new IdentityServer(stack);

    @BeforeEach
    void shortTokens() {
        identities.tokensLive(TOKEN_SECONDS);
    }

    @AfterEach
    void usualTokens() {
        identities.tokensLive(0);
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsCountedTwice() throws Exception {
        int times = Math.max(1, KILLS / (WRITING.size() + AROUND.size()));
        System.out.println("kills: " + times + " of each, gifts: " + GIFTS + " at least, seed: " + SEED);
        var crowd = Crowd.gather("击杀区教育局", 4, 4);
        new Work(crowd, SEED, GIFTS)
                .under(
                        () -> new Faults(stack, SEED).kill(WRITING, times),
                        () -> new Faults(stack, SEED + 1).kill(AROUND, times));
        new Accounting(stack, crowd).balancesAndRebuilds();
    }
}

package cn.zhibu.journey;

import cn.zhibu.stack.launch.Stack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every process stands still for a while (SIGSTOP) and goes on (SIGCONT), as after a long pause of its machine; once for
 * longer than consumers and clients wait. The listening services have a second replica, which takes over what a frozen
 * one was reading: when that one goes on, it is a zombie with a batch in its hands, and must not count it again.
 */
class FreezeTests {

    private static final List<String> LISTENING = List.of("report-service", "activity-service", "notification-service");
    private static final List<String> REST = List.of("gateway", "member-service", "store", "kafka", "keycloak");
    private static final int LONG = Integer.getInteger("zhibu.freeze", 15);
    private static final int SHORT = 3;
    private static final int GIFTS = Integer.getInteger("zhibu.gifts", 200);
    private static final long SEED = Long.getLong("zhibu.seed", 20261122L);
    private static final int TOKEN_SECONDS = 75;

    private final Stack stack = Product.stack();
    private final IdentityServer identities = new IdentityServer(stack);
    private final List<String> replicas = new ArrayList<>();

    @BeforeEach
    void shortTokensAndSecondReplicas() {
        identities.tokensLive(TOKEN_SECONDS);
        for (var service : List.of("report-service", "notification-service")) {
            replicas.add(stack.second(service));
        }
        replicas.forEach(stack::launchOne);
        stack.awaitHealthy(replicas, Crowd.PATIENCE);
    }

    @AfterEach
    void usualTokensAndOneReplica() {
        stack.names().forEach(stack::thaw);
        stack.stop(replicas);
        identities.tokensLive(0);
    }

    @Test
    void whoeverStoodStillCountsNothingTwice() throws Exception {
        System.out.println("frozen for " + LONG + " s and " + SHORT + " s, seed: " + SEED);
        var crowd = Crowd.gather("冻结区教育局", 4, 4);
        var lengths = List.of(LONG, SHORT);
        new Work(crowd, SEED, GIFTS)
                .under(
                        () -> new Faults(stack, SEED).freeze(LISTENING, lengths),
                        () -> new Faults(stack, SEED + 1).freeze(REST, lengths));
        stack.stop(replicas);
        new Accounting(stack, crowd).balancesAndRebuilds();
    }
}

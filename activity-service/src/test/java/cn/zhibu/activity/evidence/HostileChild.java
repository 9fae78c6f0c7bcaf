package cn.zhibu.activity.evidence;

import cn.zhibu.activity.ActivityServiceApplication;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

/** The whole service in a process of its own, with one branch, until nobody talks to it any more. */
final class HostileChild {

    private HostileChild() {}

    private static String token(String tenant) {
        return Tokens.sign(Tokens.claims("sec")
                .claim("account", "sec")
                .claim("organization", Map.of("demo", Map.of("id", tenant)))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build());
    }

    public static void main(String[] args) throws Exception {
        try (var context = new SpringApplication(ActivityServiceApplication.class).run(args)) {
            var world = context.getBean(World.class);
            var tenant = world.bureau();
            var branch = UUID.randomUUID().toString();
            var ancestors = List.of(tenant, branch);
            var unit = Map.<String, Object>of(
                    "unit", branch, "parent", tenant, "kind", "BRANCH", "ancestors", ancestors, "from", "2015-01-01");
            world.send(tenant, "member.events", "unit.created.v1", branch, unit);
            world.grant(tenant, "sec", "SECRETARY", branch, ancestors);
            World.await(() -> world.exists(tenant, "directory_units_v1", branch));
            var port = ((ReactiveWebServerApplicationContext) context)
                    .getWebServer()
                    .getPort();
            System.out.println("WORLD " + tenant + " " + branch + " " + port + " " + token(tenant));
            while (System.in.read() >= 0) {
                // until the other end is closed
            }
        }
    }
}

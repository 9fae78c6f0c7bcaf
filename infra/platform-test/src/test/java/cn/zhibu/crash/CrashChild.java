package cn.zhibu.crash;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.probe.Thing;
import cn.zhibu.probe.ThingProjection;
import cn.zhibu.probe.ThingRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * A process that saves what a file of intents names (one key a line), writes each acknowledged id to its output, waits
 * until its own listener has projected everything, and ends. Armed with a failpoint, it does not get that far.
 */
@EnableAutoConfiguration(
        excludeName = {
            "cn.zhibu.platform.security.SecurityAutoConfiguration",
            "cn.zhibu.platform.security.SealAutoConfiguration",
            "cn.zhibu.platform.web.WebAutoConfiguration",
            "cn.zhibu.kit.KitAutoConfiguration"
        })
@Import(ThingProjection.class)
public class CrashChild {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    public static void main(String[] args) throws Exception {
        var application = new SpringApplication(CrashChild.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (var context = application.run(args)) {
            var tenant = String.valueOf(context.getEnvironment().getProperty("crash.tenant"));
            var intents = Path.of(String.valueOf(context.getEnvironment().getProperty("crash.intents")));
            for (var key : Files.readAllLines(intents)) {
                save(context, tenant, key);
            }
            settle(context, tenant);
        }
    }

    private static void save(ConfigurableApplicationContext context, String tenant, String key) {
        var changes = context.getBean(Changes.class);
        var command = new Command("crasher", key, null, () -> "", "");
        var saved = changes.newId()
                .flatMap(id -> changes.save(Thing.make(id, "u")))
                .contextWrite(reactor -> command.into(Tenancy.in(reactor, tenant)))
                .block(LIMIT);
        System.out.println("ACK " + key + " " + (saved == null ? "?" : saved.id()));
    }

    /** Waits until the tenant's outbox is empty and every thing has its row. */
    private static void settle(ConfigurableApplicationContext context, String tenant) {
        var mongo = context.getBean(ReactiveMongoTemplate.class);
        var patience = context.getEnvironment().getProperty("crash.patience", Integer.class, 60);
        for (int i = 0; i < patience * 20; i++) {
            Long unsent = mongo.count(Query.query(Criteria.where("_unsent.at").gt(0L)), "things")
                    .contextWrite(reactor -> Tenancy.in(reactor, tenant))
                    .block(LIMIT);
            Long things = mongo.count(new Query(), Thing.class)
                    .contextWrite(reactor -> Tenancy.in(reactor, tenant))
                    .block(LIMIT);
            Long rows = mongo.count(new Query(), ThingRow.class)
                    .contextWrite(reactor -> Tenancy.in(reactor, tenant))
                    .block(LIMIT);
            if (Long.valueOf(0).equals(unsent) && things != null && things.equals(rows)) {
                System.out.println("SETTLED " + things);
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}

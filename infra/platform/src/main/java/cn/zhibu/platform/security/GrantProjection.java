package cn.zhibu.platform.security;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Row;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import cn.zhibu.platform.event.Together;
import cn.zhibu.platform.tenant.Tenants;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps, in each service, the grants and the register of tenants, so that access never asks another service. */
final class GrantProjection implements EventConsumer {

    record Given(String grant, String account, Role role, String unit, List<String> ancestors) {}

    record Opened(String bureau) {}

    private final Changes changes;
    private final Grants grants;
    private final Tenants tenants;

    GrantProjection(Changes changes, Grants grants, Tenants tenants) {
        this.changes = changes;
        this.grants = grants;
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "grant-projection";
    }

    @Override
    public List<Class<?>> rows() {
        return List.of(Grant.class);
    }

    @Override
    public void subscribe(Subscriptions on) {
        Together<Row<Grant>> store = this::store;
        on.from("member.events")
                .on("grant.given.v1", Given.class, (given, received) -> row(given, received, false), store)
                .on("grant.revoked.v1", Given.class, (given, received) -> row(given, received, true), store)
                .on("bureau.opened.v1", Opened.class, (bureau, received) -> note(bureau, true, received))
                .on("bureau.suspended.v1", Opened.class, (bureau, received) -> note(bureau, false, received))
                .on("bureau.resumed.v1", Opened.class, (bureau, received) -> note(bureau, true, received));
    }

    private static List<Row<Grant>> row(Given given, Received received, boolean revoked) {
        var grant = new Grant(given.grant(), given.account(), given.role(), given.unit(), given.ancestors(), revoked);
        return List.of(new Row<>(grant, received.sequence()));
    }

    private Mono<Void> store(List<Row<Grant>> given) {
        var accounts = given.stream().map(row -> row.row().account()).distinct();
        return changes.projectAll(given)
                .thenMany(Flux.fromStream(accounts).concatMap(grants::forget))
                .then();
    }

    private Mono<Void> note(Opened bureau, boolean open, Received received) {
        return tenants.note(bureau.bureau(), open, received.sequence());
    }
}

package cn.zhibu.member.bureau;

import cn.zhibu.member.account.AccountService;
import cn.zhibu.member.grant.GrantService;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.platform.change.BesideTenants;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Furnishes a bureau that was opened: its root unit, and every administrator whom the operator appoints. */
@Component
class BureauReaction implements EventConsumer {

    record Told(String bureau, String administrator) {}

    private final Bureaus bureaus;
    private final UnitService units;
    private final AccountService accounts;
    private final GrantService grants;

    BureauReaction(Bureaus bureaus, UnitService units, AccountService accounts, GrantService grants) {
        this.bureaus = bureaus;
        this.units = units;
        this.accounts = accounts;
        this.grants = grants;
    }

    @Override
    public String name() {
        return "bureau-reaction";
    }

    @Override
    public void subscribe(Subscriptions on) {
        on.from("member.events")
                .on("bureau.opened.v1", Told.class, this::furnish)
                .on("bureau.appointed.v1", Told.class, this::appoint);
    }

    private Mono<Void> furnish(Told told, Received received) {
        return BesideTenants.read(bureaus.findById(told.bureau()))
                .flatMap(bureau -> units.openRoot(bureau.id(), bureau.code(), bureau.name(), bureau.openedOn())
                        .then(administrator(bureau, told.administrator())));
    }

    private Mono<Void> appoint(Told told, Received received) {
        return BesideTenants.read(bureaus.findById(told.bureau()))
                .flatMap(bureau -> administrator(bureau, told.administrator()));
    }

    private Mono<Void> administrator(Bureau bureau, String account) {
        var person = Objects.requireNonNull(bureau.appointed(account));
        var root = new Scope(bureau.id(), List.of(bureau.id()));
        return accounts.openFirst(account, person.username(), person.name(), root)
                .then(grants.giveFirst(account, root));
    }
}

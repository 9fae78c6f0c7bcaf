package cn.zhibu.member.bureau;

import cn.zhibu.member.account.AccountService;
import cn.zhibu.member.grant.GrantService;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.platform.change.BesideTenants;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Received;
import cn.zhibu.platform.event.Subscriptions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Furnishes a bureau that was opened: its root unit, its first administrator and that person's grant. */
@Component
class BureauReaction implements EventConsumer {

    record Opened(String bureau) {}

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
        on.from("member.events").on("bureau.opened.v1", Opened.class, this::furnish);
    }

    private Mono<Void> furnish(Opened opened, Received received) {
        return BesideTenants.read(bureaus.findById(opened.bureau())).flatMap(bureau -> {
            var person = bureau.administrator();
            return units.openRoot(bureau.id(), bureau.code(), bureau.name(), bureau.openedOn())
                    .flatMap(root -> accounts.openFirst(person.account(), person.username(), person.name(), root)
                            .then(grants.giveFirst(person.account(), root)));
        });
    }
}

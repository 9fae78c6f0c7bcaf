package cn.zhibu.member.own;

import cn.zhibu.member.account.AccountService;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.OwnFile;
import cn.zhibu.member.roster.RosterService;
import cn.zhibu.platform.observe.Audit;
import cn.zhibu.platform.security.Caller;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the file of the member whose own account the caller has. */
@Component
class OwnFileReading {

    /** The file, and the names of the branches that it speaks of. */
    record Read(OwnFile file, Map<String, String> branches) {}

    private final AccountService accounts;
    private final RosterService roster;
    private final UnitService units;
    private final Audit audit;

    OwnFileReading(AccountService accounts, RosterService roster, UnitService units, Audit audit) {
        this.accounts = accounts;
        this.roster = roster;
        this.units = units;
        this.audit = audit;
    }

    /** Empty where it is nobody's own account. A look at the own file is a look, and stands in the ledger. */
    Mono<Read> own(Caller caller) {
        if (caller.operator()) {
            return Mono.empty(); // belongs to no bureau
        }
        return accounts.memberOf(caller)
                .flatMap(roster::own)
                .delayUntil(file -> audit.looked("member", file.id()))
                .flatMap(file -> units.namesOf(
                                file.spells().stream().map(OwnFile.Stay::unit).toList())
                        .map(branches -> new Read(file, branches)));
    }
}

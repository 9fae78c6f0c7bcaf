package cn.zhibu.member.bureau;

import static cn.zhibu.member.bureau.BureauProblem.BUREAU_NOT_FOUND;

import cn.zhibu.member.account.Credentials;
import cn.zhibu.member.account.IdentityService;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for bureaus. */
@Service
class BureauService {

    private final Bureaus bureaus;
    private final Changes changes;
    private final IdentityService identities;
    private final Clock clock;

    BureauService(Bureaus bureaus, Changes changes, IdentityService identities, Clock clock) {
        this.bureaus = bureaus;
        this.changes = changes;
        this.identities = identities;
        this.clock = clock;
    }

    Mono<Bureau> open(String code, String name, String username, String personName, Caller caller) {
        return changes.save(Bureau.open(code, name, username, personName, LocalDate.now(clock)));
    }

    Flux<Bureau> list(Caller caller) {
        return caller.operator() ? bureaus.findAllByOrderByCode() : Flux.empty();
    }

    Mono<Bureau> one(String id, Caller caller) {
        return bureaus.findById(id)
                .filter(bureau -> caller.operator())
                .switchIfEmpty(Mono.error(() -> BUREAU_NOT_FOUND.of(id)));
    }

    Mono<Bureau> suspend(String id, String reason, Caller caller) {
        return changes.on(Bureau.class, id)
                .visible(bureau -> caller.operator(), () -> BUREAU_NOT_FOUND.of(id))
                .decide(bureau -> bureau.suspend(reason));
    }

    Mono<Bureau> resume(String id, Caller caller) {
        return changes.on(Bureau.class, id)
                .visible(bureau -> caller.operator(), () -> BUREAU_NOT_FOUND.of(id))
                .decide(Bureau::resume);
    }

    Mono<Bureau> appoint(String id, String username, String name, Caller caller) {
        return changes.on(Bureau.class, id)
                .visible(bureau -> caller.operator(), () -> BUREAU_NOT_FOUND.of(id))
                .decideWith(bureau -> identities
                        .taken(bureau.code() + "." + username)
                        .map(taken -> bureau.appoint(username, name, taken)));
    }

    /** A one-time password for the administrator appointed last; every call makes the one before worthless. */
    Mono<Credentials> administratorPassword(String id, Caller caller) {
        return one(id, caller)
                .flatMap(bureau -> identities
                        .organization(bureau.id(), bureau.code(), bureau.name())
                        .then(identities.oneTimePassword(
                                bureau.id(),
                                bureau.code(),
                                bureau.administrator().account(),
                                bureau.administrator().username())));
    }
}

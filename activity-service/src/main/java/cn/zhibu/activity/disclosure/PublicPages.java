package cn.zhibu.activity.disclosure;

import static cn.zhibu.activity.disclosure.DisclosureProblem.DISCLOSURE_BRANCH_NOT_FOUND;
import static cn.zhibu.activity.disclosure.DisclosureProblem.PUBLIC_PAGE_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.roster.Place;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.OpenLinks;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The pages that need no login. A crash between the link and the page leaves a link that leads to a page with another
 * address, which is none.
 */
@Component
class PublicPages {

    /** A page with what stands on it. */
    record Shown(PublicPage page, Page<Disclosure> disclosures) {}

    private static final String KIND = "public-page";

    private final Disclosures disclosures;
    private final RosterService roster;
    private final OpenLinks links;
    private final Changes changes;
    private final Clock clock;

    PublicPages(Disclosures disclosures, RosterService roster, OpenLinks links, Changes changes, Clock clock) {
        this.disclosures = disclosures;
        this.roster = roster;
        this.links = links;
        this.changes = changes;
        this.clock = clock;
    }

    /** That of a branch, for those who may read it; nothing where it has none. */
    Mono<PublicPage> of(String unit, Caller caller) {
        return branch(unit, READ, caller).flatMap(place -> disclosures.page(unit));
    }

    Mono<PublicPage> keep(String unit, String title, boolean open, Caller caller) {
        return branch(unit, ENTER, caller)
                .flatMap(place -> changes.on(PublicPage.class, unit)
                        .decideOr(page -> page.keep(title, open), () -> opened(place.scope(), title)));
    }

    private Mono<Change<PublicPage>> opened(Scope scope, String title) {
        return links.issue(KIND, scope.unit()).map(issued -> PublicPage.keep(scope, title, issued.token()));
    }

    /** What everybody sees who has the address. */
    Mono<Shown> open(String token, PageQuery query) {
        return links.follow(
                        KIND,
                        token,
                        (unit, hash) -> disclosures
                                .page(unit)
                                .filter(page -> page.open() && page.token().equals(token))
                                .flatMap(page -> disclosures
                                        .shown(unit, LocalDate.now(clock), query)
                                        .map(found -> new Shown(page, found))))
                .switchIfEmpty(Mono.error(() -> PUBLIC_PAGE_NOT_FOUND.of()));
    }

    private Mono<Place> branch(String unit, Capability capability, Caller caller) {
        return roster.place(unit, capability, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> DISCLOSURE_BRANCH_NOT_FOUND.at("/unit", unit)));
    }
}

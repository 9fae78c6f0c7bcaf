package cn.zhibu.activity.catalogue;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.catalogue.Versions;
import cn.zhibu.platform.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Which version of a kind a form is made from: of a new record the one of the day, of one that is there its own. What the
 * bureau defined stands beside the catalogue, and fields that it added stand behind those of the catalogue.
 */
@Service
public class KindService {

    /**
     * What is offered today, and how records are read that were written under something else: versions before, and fields that
     * are asked for no more.
     */
    record Offer(List<Group> groups, List<Kind> kinds, List<Kind> earlier) {}

    private final CatalogueService catalogue;
    private final BureauKinds bureau;
    private final Clock clock;

    KindService(CatalogueService catalogue, BureauKinds bureau, Clock clock) {
        this.catalogue = catalogue;
        this.bureau = bureau;
        this.clock = clock;
    }

    /** The kind as it is offered today. */
    public Mono<Kind> offered(String id) {
        var builtIn = catalogue.offered(id, LocalDate.now(clock));
        return bureau.findById(id)
                .flatMap(own -> Mono.justOrEmpty(offered(own, builtIn)))
                .switchIfEmpty(Mono.justOrEmpty(builtIn));
    }

    /** The same as forms and sheets see it. */
    public Mono<cn.zhibu.activity.catalogue.Kind> form(String id) {
        return offered(id).map(cn.zhibu.activity.catalogue.Kind::of);
    }

    /** The kind by which a record of that version is read and corrected. */
    public Mono<Kind> written(String id, int version) {
        var builtIn = catalogue.kind(id, version).filter(kind -> !kind.builtIn());
        return bureau.findById(id)
                .flatMap(own -> Mono.justOrEmpty(written(own, builtIn, version)))
                .switchIfEmpty(Mono.justOrEmpty(builtIn));
    }

    /** Of the bureau at hand; an operator of the platform has none. */
    Mono<Offer> offer(Caller caller) {
        return caller.operator()
                ? Mono.fromSupplier(() -> offer(List.of()))
                : bureau.all().collectList().map(this::offer);
    }

    Offer offer(Collection<BureauKind> own) {
        var today = LocalDate.now(clock);
        var offered = new ArrayList<Kind>();
        var earlier = new ArrayList<Kind>();
        var added = new HashMap<String, BureauKind>();
        own.stream().filter(BureauKind::extending).forEach(kind -> added.put(kind.id(), kind));
        for (var versions : catalogue.kinds()) {
            builtIn(versions, added, today, offered, earlier);
        }
        for (var kind : own) {
            if (!kind.extending()) {
                var newest = kind.newest();
                (newest.definition().offered() ? offered : earlier).add(kind.kind(newest));
                kind.editions().stream()
                        .filter(edition -> edition.number() < newest.number())
                        .sorted(Comparator.comparingInt(BureauKind.Edition::number)
                                .reversed())
                        .forEach(edition -> earlier.add(kind.kind(edition)));
            }
        }
        return new Offer(groups(), List.copyOf(offered), List.copyOf(earlier));
    }

    private static void builtIn(
            Versions versions, Map<String, BureauKind> added, LocalDate day, List<Kind> offered, List<Kind> earlier) {
        var now = versions.offeredOn(day);
        if (now.isEmpty()) {
            return;
        }
        var own = added.get(now.get().id());
        var asked = own == null ? now.get() : offered(own, now).orElseThrow();
        offered.add(asked);
        for (int i = versions.all().size() - 1; i >= 0; i--) {
            var kind = versions.all().get(i);
            var read =
                    own == null ? kind : BureauKind.with(kind, own.everyField().values());
            var before = kind.version() < asked.version();
            if (before || kind.version() == asked.version() && !read.fields().equals(asked.fields())) {
                earlier.add(read);
            }
        }
    }

    private static Optional<Kind> offered(BureauKind own, Optional<Kind> builtIn) {
        var definition = own.newest().definition();
        if (own.extending()) {
            return builtIn.map(kind -> definition.offered() ? BureauKind.with(kind, definition.fields()) : kind);
        }
        return definition.offered() ? Optional.of(own.kind(own.newest())) : Optional.empty();
    }

    private static Optional<Kind> written(BureauKind own, Optional<Kind> builtIn, int version) {
        return own.extending()
                ? builtIn.map(kind -> BureauKind.with(kind, own.everyField().values()))
                : Optional.of(own.kind(version));
    }

    private List<Group> groups() {
        return catalogue.groups().stream()
                .map(group -> new Group(group.id(), group.names().texts()))
                .toList();
    }
}

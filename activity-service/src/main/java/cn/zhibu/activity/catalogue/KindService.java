package cn.zhibu.activity.catalogue;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.platform.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Which version of a kind a form is made from: of a new record the one of the day, of one that is there its own. */
@Service
public class KindService {

    /** What is offered today, with the headings of the chooser, and versions before that under which records were written. */
    record Offer(List<Group> groups, List<Kind> kinds, List<Kind> earlier) {}

    private final CatalogueService catalogue;
    private final Clock clock;

    KindService(CatalogueService catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The kind as it is offered today. */
    public Optional<cn.zhibu.catalogue.Kind> offered(String id) {
        return catalogue.offered(id, LocalDate.now(clock));
    }

    /** The kind by which a record of that version is read and corrected. */
    public Optional<cn.zhibu.catalogue.Kind> written(String id, int version) {
        return catalogue.kind(id, version);
    }

    /** The same for everybody. */
    Mono<Offer> offer(Caller caller) {
        return Mono.fromSupplier(() -> new Offer(groups(), kinds(), earlier()));
    }

    List<Group> groups() {
        return catalogue.groups().stream()
                .map(group -> new Group(group.id(), group.names().texts()))
                .toList();
    }

    /** What is offered today, by id. */
    List<Kind> kinds() {
        var today = LocalDate.now(clock);
        return catalogue.kinds().stream()
                .flatMap(versions -> versions.offeredOn(today).stream())
                .map(Kind::of)
                .toList();
    }

    /** Versions that are offered no more, under which records were written; the newest of a kind first. */
    private List<Kind> earlier() {
        var today = LocalDate.now(clock);
        return catalogue.kinds().stream()
                .flatMap(versions -> versions.offeredOn(today).stream()
                        .flatMap(offered -> versions.all().stream()
                                .filter(kind -> kind.version() < offered.version())
                                .sorted(Comparator.comparingInt(cn.zhibu.catalogue.Kind::version)
                                        .reversed())))
                .map(Kind::of)
                .toList();
    }
}

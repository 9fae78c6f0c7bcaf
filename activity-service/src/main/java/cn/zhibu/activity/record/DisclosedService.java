package cn.zhibu.activity.record;

import cn.zhibu.activity.catalogue.KindService;
import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What a branch has made known by the four steps stands among its records like what it made known on paper. */
@Service
public class DisclosedService {

    public static final String KIND = "disclosure";

    /**
     * A disclosure as its record says it.
     *
     * @param id of both
     * @param category option of the kind
     * @param audience option of the kind's scope
     * @param by who published it
     */
    public record Disclosed(
            String id, Scope scope, LocalDate date, String content, String category, String audience, Entry by) {}

    private final Records records;
    private final KindService kinds;
    private final Changes changes;

    DisclosedService(Records records, KindService kinds, Changes changes) {
        this.records = records;
        this.kinds = kinds;
        this.changes = changes;
    }

    /** Enters it; again, it is there. */
    public Mono<Void> enter(Disclosed disclosed) {
        return records.findById(disclosed.id())
                .switchIfEmpty(Mono.defer(() -> kinds.offered(KIND)
                        .map(kind -> WorkRecord.enter(
                                disclosed.id(),
                                disclosed.scope(),
                                KIND,
                                kind.version(),
                                body(disclosed),
                                new WorkRecord.State(disclosed.by(), null, false, null, null)))
                        .flatMap(changes::save)))
                .then();
    }

    private static WorkRecord.Body body(Disclosed disclosed) {
        var values = Map.<String, Object>of(
                "content", disclosed.content(),
                "category", disclosed.category(),
                "scope", disclosed.audience(),
                "reviewed", true);
        return new WorkRecord.Body(disclosed.date(), values, Map.of(), List.of(), List.of(), Map.of());
    }
}

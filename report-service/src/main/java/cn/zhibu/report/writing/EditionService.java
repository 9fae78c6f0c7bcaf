package cn.zhibu.report.writing;

import cn.zhibu.platform.change.Changes;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Keeps editions and finds them again. */
@Service
public class EditionService {

    private final Editions editions;
    private final Changes changes;

    EditionService(Editions editions, Changes changes) {
        this.editions = editions;
        this.changes = changes;
    }

    /** Keeps a text before its report names it: an edition that no entry of the ledger names was never in force. */
    public Mono<EditionPair> changed(String old, Written now) {
        var before = old.isEmpty() ? Mono.<Edition>empty() : standing(now.report(), now.section(), old);
        var after = now.text().isEmpty()
                ? Mono.<Edition>empty()
                : keep(now.report(), now.section(), now.text(), now.by(), now.at());
        return before.map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .zipWith(after.map(Optional::of).defaultIfEmpty(Optional.empty()))
                .map(both ->
                        new EditionPair(both.getT1().orElse(null), both.getT2().orElse(null)));
    }

    private Mono<Edition> keep(String report, String section, String text, @Nullable String by, @Nullable Instant at) {
        var edition = new Edition(UUID.randomUUID().toString(), report, section, text, by, at);
        return changes.project(edition, 1).thenReturn(edition);
    }

    /** The newest edition that reads like this; kept now if there is none yet. */
    private Mono<Edition> standing(String report, String section, String text) {
        return editions.findByReportAndSection(report, section)
                .filter(edition -> edition.text().equals(text))
                .collectSortedList(
                        Comparator.comparing(edition -> Objects.requireNonNullElse(edition.at(), Instant.MIN)))
                .filter(found -> !found.isEmpty())
                .map(found -> found.get(found.size() - 1))
                .switchIfEmpty(Mono.defer(() -> keep(report, section, text, null, null)));
    }

    /** One edition of this section of this report; whether the caller may read it is the report's to say. */
    public Mono<Edition> one(String report, String section, String id) {
        return editions.findById(id)
                .filter(edition ->
                        edition.report().equals(report) && edition.section().equals(section));
    }
}

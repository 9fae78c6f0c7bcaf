package cn.zhibu.activity.evidence;

import static cn.zhibu.activity.evidence.EvidenceProblem.EVIDENCE_NOT_FOUND;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One file of a branch. It is loose until something names it, and from then on it belongs to what names it: later
 * versions may leave it out, earlier ones keep it.
 *
 * @param name as the sender called it, with the ending that fits its content
 * @param thumbnail of pictures
 * @param content keyed digest of what was sent, by which the same content is known again in this bureau and nowhere else;
 *     absent of what came before this was noted
 */
@Document("evidence")
@CompoundIndexes({
    @CompoundIndex(name = "hash", def = "{'file.hash': 1}"),
    @CompoundIndex(name = "thumbnail", def = "{'thumbnail.hash': 1}"),
    @CompoundIndex(name = "content", def = "{'content': 1, 'holding.state': 1}", sparse = true),
    @CompoundIndex(name = "state", def = "{'holding.state': 1, 'holding.touchedAt': 1}")
})
record Evidence(
        @Id String id,
        Scope scope,
        String name,
        Kept file,
        @Nullable Kept thumbnail,
        @Nullable String content,
        Holding holding,
        @Version @Nullable Long version)
        implements Scoped {

    enum State {
        /** Nothing names it yet. */
        LOOSE,
        /** Something was about to name it. */
        HELD,
        /** Something names it for sure. */
        KEPT,
        /** Nothing named it in time; the file is gone. */
        DROPPED
    }

    /**
     * A file in the store.
     *
     * @param hash SHA-256
     * @param size in bytes
     * @param width in pixels, of pictures
     * @param reduced whether a picture has fewer pixels than what was sent; absent of what was kept before this was noted
     */
    record Kept(
            String hash,
            long size,
            FileType type,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Boolean reduced) {}

    /**
     * Who brought it, and what it belongs to.
     *
     * @param by collection and id of what names it
     */
    record Holding(State state, Instant touchedAt, List<String> by, Instant addedAt, String addedBy) {}

    static Change<Evidence> add(
            String id, Scope scope, String name, List<Kept> kept, String content, String by, Instant now) {
        var file = kept.get(0);
        var thumbnail = kept.size() > 1 ? kept.get(1) : null;
        var holding = new Holding(State.LOOSE, now, List.of(), now, by);
        return Change.of(
                new Evidence(id, scope, name, file, thumbnail, content, holding, null),
                new EvidenceEvent.Added(
                        id,
                        scope.unit(),
                        scope.ancestors(),
                        file.hash(),
                        file.type().mediaType(),
                        file.size()));
    }

    /** Whether its file is there. */
    boolean there() {
        return holding.state() != State.DROPPED;
    }

    /** Says what is about to name it, before that is saved. */
    Change<Evidence> hold(String holder, Instant now) {
        if (!there()) {
            throw EVIDENCE_NOT_FOUND.of(id);
        }
        if (holding.by().contains(holder)) {
            return holding.state() == State.KEPT ? Change.of(this) : Change.of(with(State.HELD, holding.by(), now));
        }
        var all = new ArrayList<>(holding.by());
        all.add(holder);
        return Change.of(with(holding.state() == State.KEPT ? State.KEPT : State.HELD, List.copyOf(all), now));
    }

    Change<Evidence> keep() {
        return Change.of(with(State.KEPT, holding.by(), holding.touchedAt()));
    }

    Change<Evidence> drop(Instant now) {
        return Change.of(
                with(State.DROPPED, holding.by(), now),
                new EvidenceEvent.Dropped(id, scope.unit(), scope.ancestors(), file.hash()));
    }

    private Evidence with(State state, List<String> by, Instant touchedAt) {
        var next = new Holding(state, touchedAt, by, holding.addedAt(), holding.addedBy());
        return new Evidence(id, scope, name, file, thumbnail, content, next, version);
    }
}

package cn.zhibu.activity.draft;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What somebody has typed into a form so far. Nothing is told of it, to nobody: no event, and so no line of the ledger.
 *
 * @param id made of owner and name, so that nobody's name for a draft leads to somebody else's
 * @param name the id under which its owner's devices know it
 * @param owner the account that typed it
 */
@Document("drafts")
@CompoundIndexes({
    @CompoundIndex(name = "own", def = "{'owner': 1, 'latest.changedAt': -1, '_id': -1}"),
    @CompoundIndex(name = "untouched", def = "{'latest.changedAt': 1, '_id': 1}")
})
record Draft(
        @Id String id,
        String name,
        String owner,
        Scope scope,
        Body body,
        Latest latest,
        @Version @Nullable Long version)
        implements Scoped {

    /**
     * What was typed, and where it goes on.
     *
     * @param title sealed: what its owner sees in his list
     * @param page sealed: address in the front
     * @param values sealed: all of the form, as JSON of the front
     */
    record Body(DraftForm form, Sealed title, Sealed page, Sealed values) {}

    /**
     * The last change.
     *
     * @param edition a name that the device gave it; who goes on from it names it again
     */
    record Latest(String edition, Instant changedAt) {}

    static String id(String owner, String name) {
        return UUID.nameUUIDFromBytes((owner + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static Change<Draft> begin(String owner, String name, Scope place, Body body, Latest latest) {
        return Change.of(new Draft(id(owner, name), name, owner, place, body, latest, null));
    }

    /** Whether what is there is what a device goes on from, and nothing that another one has typed meanwhile. */
    boolean isOneOf(Collection<String> editions) {
        return editions.contains(latest.edition());
    }

    Change<Draft> goOn(Scope place, Body next, Latest change) {
        return Change.of(new Draft(id, name, owner, place, next, change, version));
    }
}

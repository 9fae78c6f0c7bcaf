package cn.zhibu.activity.notebook;

import static cn.zhibu.activity.notebook.NoteProblem.NOTE_HANDED_IN;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.security.Sealed;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A note of somebody's own. While it is not handed in nothing is told of it, to nobody: no event, no line of the ledger.
 *
 * @param owner the account that wrote it
 * @param handedIn when its owner handed it in; null while it is private
 * @param torn its owner threw it away; its words are gone
 */
@Document("notes")
@CompoundIndexes({
    @CompoundIndex(name = "own", def = "{'owner': 1, 'torn': 1, 'body.date': -1, '_id': -1}"),
    @CompoundIndex(name = "handed", def = "{'scope.unit': 1, 'handedIn': -1, '_id': -1}")
})
record Note(
        @Id String id,
        Scope scope,
        String owner,
        @Nullable Body body,
        @Nullable Instant handedIn,
        boolean torn,
        @Version @Nullable Long version)
        implements Scoped {

    /**
     * What was written.
     *
     * @param title sealed, as the text is
     */
    record Body(LocalDate date, Sealed title, Sealed text) {}

    static Change<Note> write(String id, Scope branch, String owner, Body body) {
        return Change.of(new Note(id, branch, owner, body, null, false, null));
    }

    /** What was handed in stays as it was read. */
    Change<Note> write(Body next) {
        refuseIfHandedIn();
        return Change.of(new Note(id, scope, owner, next, null, false, version));
    }

    Change<Note> handIn(Instant now) {
        return handedIn != null
                ? Change.of(this)
                : Change.of(
                        new Note(id, scope, owner, body, now, false, version),
                        new NoteEvent.HandedIn(id, scope.unit(), scope.ancestors()));
    }

    Change<Note> tear() {
        if (torn) {
            return Change.of(this);
        }
        refuseIfHandedIn();
        return Change.of(new Note(id, scope, owner, null, null, true, version));
    }

    boolean of(String account) {
        return owner.equals(account) && !torn;
    }

    private void refuseIfHandedIn() {
        if (handedIn != null) {
            throw NOTE_HANDED_IN.of(id);
        }
    }
}

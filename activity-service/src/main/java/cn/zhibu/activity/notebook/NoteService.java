package cn.zhibu.activity.notebook;

import static cn.zhibu.activity.notebook.NoteProblem.NOTE_BRANCH_NOT_FOUND;
import static cn.zhibu.activity.notebook.NoteProblem.NOTE_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.ENTER;

import cn.zhibu.activity.notebook.Note.Body;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Acting;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Seals;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for notes. Nobody but its owner sees one that is not handed in, whatever else he may see. */
@Service
class NoteService {

    /** A note with its words. */
    record Shown(Note note, String title, String text) {}

    /** What was written, in plain words. */
    record Written(LocalDate date, String title, String text) {}

    private final Notes notes;
    private final RosterService roster;
    private final Seals seals;
    private final Changes changes;
    private final Clock clock;

    NoteService(Notes notes, RosterService roster, Seals seals, Changes changes, Clock clock) {
        this.notes = notes;
        this.roster = roster;
        this.seals = seals;
        this.changes = changes;
        this.clock = clock;
    }

    Mono<Shown> write(String unit, Written written, Caller caller) {
        return roster.own(unit, caller)
                .switchIfEmpty(Mono.error(() -> NOTE_BRANCH_NOT_FOUND.at("/unit", unit)))
                .flatMap(scope -> changes.newId()
                        .flatMap(id -> sealed(id, written).map(body -> Note.write(id, scope, caller.account(), body))))
                .flatMap(changes::save)
                .flatMap(this::shown);
    }

    Mono<Shown> rewrite(String id, Written written, Caller caller) {
        return own(id, caller)
                .decideWith(note -> sealed(id, written).map(note::write))
                .flatMap(this::shown);
    }

    Mono<Shown> handIn(String id, Caller caller) {
        return own(id, caller).decide(note -> note.handIn(clock.instant())).flatMap(this::shown);
    }

    /** Answers with what is left, which has no words; also where it was torn before. */
    Mono<Shown> tear(String id, Caller caller) {
        return changes.on(Note.class, id)
                .visible(note -> note.owner().equals(caller.account()), () -> NOTE_NOT_FOUND.of(id))
                .decide(Note::tear)
                .map(note -> new Shown(note, "", ""));
    }

    /** For its owner, and once handed in for those who enter for the branch. */
    Mono<Shown> one(String id, Caller caller) {
        return notes.findById(id)
                .filter(note -> note.of(caller.account()) || note.handedIn() != null && caller.may(ENTER, note.scope()))
                .switchIfEmpty(Mono.error(() -> NOTE_NOT_FOUND.of(id)))
                .flatMap(this::shown);
    }

    Mono<Page<Shown>> own(PageQuery page, Caller caller) {
        return notes.own(caller.account(), page).flatMap(this::shown);
    }

    Mono<Page<Shown>> handedIn(String unit, PageQuery page, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .switchIfEmpty(Mono.error(() -> NOTE_BRANCH_NOT_FOUND.at("/unit", unit)))
                .flatMap(place -> notes.handedIn(unit, page))
                .flatMap(this::shown);
    }

    private Acting<Note> own(String id, Caller caller) {
        return changes.on(Note.class, id).visible(note -> note.of(caller.account()), () -> NOTE_NOT_FOUND.of(id));
    }

    private Mono<Body> sealed(String id, Written written) {
        return Mono.zip(
                        seals.seal(written.title(), place("note.title", id)),
                        seals.seal(written.text(), place("note.text", id)))
                .map(both -> new Body(written.date(), both.getT1(), both.getT2()));
    }

    private Mono<Page<Shown>> shown(Page<Note> page) {
        return Flux.fromIterable(page.items())
                .concatMap(this::shown)
                .collectList()
                .map(page::with);
    }

    private Mono<Shown> shown(Note note) {
        var body = note.body();
        return body == null
                ? Mono.just(new Shown(note, "", ""))
                : Mono.zip(
                                seals.open(body.title(), place("note.title", note.id())),
                                seals.open(body.text(), place("note.text", note.id())))
                        .map(both -> new Shown(note, both.getT1(), both.getT2()));
    }

    private static SealPlace place(String field, String id) {
        return new SealPlace(field, id);
    }
}

package cn.zhibu.platform.sheet;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.file.Incoming;
import cn.zhibu.platform.job.Job;
import cn.zhibu.platform.security.OnBehalf;
import cn.zhibu.platform.sheet.Import.State;
import cn.zhibu.platform.sheet.Import.Stop;
import cn.zhibu.process.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Goes on with imports that were confirmed or are taken back, from where a round before has stopped: each record is named
 * after the import, the confirmation and its row, so that it is there once. Where a row is refused, all before it are taken
 * back. What was never entered is forgotten in time, and so is a sheet
 * that lay there when the service was ended while it read it.
 */
class ImportRounds implements Job {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final List<State> GOING = List.of(State.ENTERING, State.UNDOING, State.WITHDRAWING);

    /** A row was refused. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient Stop stop;

        Stopped(Stop stop) {
            super(stop.code(), null, false, false);
            this.stop = stop;
        }
    }

    /** A row whose record is gone, or stays. */
    private record Taken(int row, boolean gone) {}

    private final ImportRows rows;
    private final ImportTarget target;
    private final SheetWords words;
    private final Incoming incoming;
    private final OnBehalf onBehalf;
    private final Changes changes;
    private final Clock clock;

    ImportRounds(
            ImportRows rows,
            ImportTarget target,
            SheetWords words,
            Incoming incoming,
            OnBehalf onBehalf,
            Changes changes,
            Clock clock) {
        this.rows = rows;
        this.target = target;
        this.words = words;
        this.incoming = incoming;
        this.onBehalf = onBehalf;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Instant> round() {
        return incoming.tidy()
                .thenMany(rows.findIn(GOING))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMapDelayError(found -> found.state() == State.ENTERING ? entering(found) : takingBack(found))
                .thenMany(rows.findOver(State.PREVIEW, clock.instant()))
                .concatMap(found -> rows.forget(found.id()))
                .then(rows.findNext(State.PREVIEW))
                .map(Import::until);
    }

    private Mono<Void> entering(Import begun) {
        return rows.from(begun.id(), begun.progress().parts())
                .concatMap(part -> enter(begun, part), 1)
                .thenMany(Flux.defer(() -> rows.from(begun.id(), 0)))
                .concatMap(this::emptied, 1)
                .then(Mono.defer(() -> changed(begun, now -> now.finished(begun, clock.instant()))))
                .then()
                .onErrorResume(
                        Stopped.class,
                        refused -> changed(begun, now -> now.stopped(begun, refused.stop))
                                .filter(now -> now.state() == State.UNDOING)
                                .flatMap(this::takingBack));
    }

    private Mono<Import> enter(Import begun, ImportRows.Opened part) {
        return Flux.fromIterable(part.lines())
                .filter(line -> !line.out())
                .concatMap(line -> enter(begun, line), 1)
                .count()
                .flatMap(count -> changed(
                        begun, now -> now.partDone(begun, part.part().number() + 1, count.intValue(), List.of())));
    }

    private Mono<String> enter(Import begun, ImportLine line) {
        var unit = begun.scope().unit();
        var kind = begun.subject().kind();
        var day = Objects.requireNonNull(line.day(), "a row is confirmed with its day");
        return onBehalf.of(
                        begun.account(),
                        intent(begun, line.row(), "enter"),
                        caller -> target.enter(unit, kind, day, line.candidate(), caller))
                .onErrorMap(
                        Problem.class,
                        refusal -> refusal.type().status().is4xxClientError()
                                ? new Stopped(new Stop(line.row(), code(refusal)))
                                : refusal);
    }

    private static String code(Problem refusal) {
        var faults = refusal.faults();
        return faults.isEmpty() ? refusal.type().name() : faults.get(0).code();
    }

    /** Now the records say it all; the row that each has come from is enough to find it by. */
    private Mono<ImportPart> emptied(ImportRows.Opened part) {
        if (part.part().lines() == null) {
            return Mono.just(part.part());
        }
        var entered = part.lines().stream()
                .filter(line -> !line.out())
                .map(ImportLine::row)
                .toList();
        return changes.on(ImportPart.class, part.part().id())
                .decide(now -> now.lines() == null ? Change.of(now) : now.emptied(entered));
    }

    private Mono<Void> takingBack(Import begun) {
        return rows.from(begun.id(), begun.progress().parts())
                .concatMap(part -> takeBack(begun, part), 1)
                .then(Mono.defer(() -> changed(begun, now -> now.finished(begun, clock.instant()))))
                .then();
    }

    private Mono<Import> takeBack(Import begun, ImportRows.Opened part) {
        var entered = part.part().entered();
        var all = entered == null ? part.lines().stream().map(ImportLine::row).toList() : entered;
        return Flux.fromIterable(all)
                .concatMap(row -> takeBack(begun, row), 1)
                .collectList()
                .flatMap(taken -> {
                    int gone = (int) taken.stream().filter(Taken::gone).count();
                    var stay = taken.stream()
                            .filter(each -> !each.gone())
                            .map(Taken::row)
                            .toList();
                    return changed(begun, now -> now.partDone(begun, part.part().number() + 1, gone, stay));
                });
    }

    private Mono<Taken> takeBack(Import begun, int row) {
        return onBehalf.of(begun.account(), intent(begun, row, "enter"), caller -> changes.newId())
                .flatMap(id -> onBehalf.of(
                        begun.account(),
                        intent(begun, row, "withdraw"),
                        caller -> target.takeBack(id, reason(begun), caller)))
                .map(gone -> new Taken(row, gone));
    }

    private String reason(Import begun) {
        var stop = begun.progress().stop();
        return Objects.requireNonNullElseGet(
                begun.progress().reason(),
                () -> words.of(Locale.SIMPLIFIED_CHINESE, "undone", stop == null ? "" : Integer.toString(stop.row())));
    }

    /** Named after the confirmation too: what was undone leaves its names behind. */
    private static String intent(Import begun, int row, String act) {
        return "import " + begun.id() + " " + begun.progress().attempt() + " " + row + " " + act;
    }

    private Mono<Import> changed(Import begun, Function<Import, Change<Import>> decision) {
        return changes.on(Import.class, begun.id()).decide(decision);
    }
}

package cn.zhibu.platform.sheet;

import static cn.zhibu.platform.sheet.ImportProblem.IMPORT_HAS_FAULTS;
import static cn.zhibu.platform.sheet.ImportProblem.IMPORT_NOT_FOUND;
import static cn.zhibu.platform.sheet.ImportProblem.IMPORT_ROW_NOT_FOUND;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.job.Wakes;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.process.problem.FieldFault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Load, decide, save for imports. */
class ImportService {

    /** A row with all that is wrong with it, and the version of the part it stands in. */
    record Looked(ImportLine line, List<FieldFault> faults, long version) {

        boolean faulty() {
            return !line.out() && !faults.isEmpty();
        }
    }

    private final ImportRows rows;
    private final SheetService sheets;
    private final ImportTarget target;
    private final Changes changes;
    private final Wakes wakes;
    private final Clock clock;

    ImportService(
            ImportRows rows, SheetService sheets, ImportTarget target, Changes changes, Wakes wakes, Clock clock) {
        this.rows = rows;
        this.sheets = sheets;
        this.target = target;
        this.changes = changes;
        this.wakes = wakes;
        this.clock = clock;
    }

    /** Reads what was brought and keeps its rows; nobody but who brought it sees any of them. */
    Mono<Import> bring(String unit, String kind, String file, Flux<DataBuffer> body, Caller caller) {
        return sheets.read(unit, kind, body, caller)
                .flatMap(read -> changes.newId()
                        .flatMap(id -> rows.keep(id, read.rows().lines())
                                .map(firsts -> new Import.Subject(
                                        read.columns().form().id(),
                                        read.columns().form().version(),
                                        file,
                                        read.rows().ignored(),
                                        read.rows().hidden(),
                                        read.rows().lines().size(),
                                        firsts))
                                .map(subject ->
                                        Import.bring(id, read.scope(), caller.account(), subject, clock.instant()))))
                .flatMap(changes::save)
                .flatMap(brought ->
                        wakes.wake(ImportRounds.class, brought.until()).thenReturn(brought));
    }

    Mono<Page<Import>> list(PageQuery query, Caller caller) {
        return rows.broughtBy(caller.account(), query);
    }

    Mono<Import> one(String id, Caller caller) {
        return rows.findById(id)
                .filter(found -> own(found, caller))
                .switchIfEmpty(Mono.error(() -> IMPORT_NOT_FOUND.of(id)));
    }

    private boolean own(Import found, Caller caller) {
        return found.account().equals(caller.account()) && target.mayEnter(found.scope(), caller);
    }

    /** Every row as it is, looked at with the records and the roster of this moment. */
    Mono<List<Looked>> looked(Import found, Caller caller) {
        if (!found.open()) {
            return Mono.just(List.of());
        }
        return rows.from(found.id(), 0).collectList().flatMap(parts -> {
            var candidates = new ArrayList<Candidate>();
            parts.forEach(part -> part.lines().stream()
                    .filter(line -> !line.out())
                    .map(ImportLine::candidate)
                    .forEach(candidates::add));
            return target.faults(found.scope().unit(), found.subject().kind(), candidates, caller)
                    .map(faults -> parts.stream()
                            .flatMap(part -> part.lines().stream()
                                    .map(line -> new Looked(
                                            line,
                                            line.out()
                                                    ? List.of()
                                                    : line.faults(faults.getOrDefault(line.row(), List.of())),
                                            part.version())))
                            .toList());
        });
    }

    /** Puts a row right, or leaves it out. The version is that of the part it stands in. */
    Mono<Looked> correct(String id, int row, ImportLine typed, Caller caller) {
        return one(id, caller)
                .doOnNext(Import::refuseUnlessOpen)
                .flatMap(found -> changes.on(ImportPart.class, ImportPart.id(id, partOf(found, row)))
                        .visible(part -> true, () -> IMPORT_ROW_NOT_FOUND.of(row))
                        .decideWith(part -> rows.opened(part)
                                .map(opened -> replaced(opened.lines(), row, typed))
                                .flatMap(lines -> rows.sealed(part.id(), lines).map(part::with)))
                        .then(looked(found, caller)))
                .flatMap(all -> Mono.justOrEmpty(
                        all.stream().filter(each -> each.line().row() == row).findFirst()));
    }

    private static int partOf(Import found, int row) {
        int part = 0;
        var firsts = found.subject().firsts();
        while (part + 1 < firsts.size() && firsts.get(part + 1) <= row) {
            part++;
        }
        return part;
    }

    private static List<ImportLine> replaced(List<ImportLine> lines, int row, ImportLine typed) {
        if (lines.stream().noneMatch(line -> line.row() == row)) {
            throw IMPORT_ROW_NOT_FOUND.of(row);
        }
        return lines.stream()
                .map(line -> line.row() == row
                        ? line.corrected(typed.date(), typed.values(), typed.out(), typed.again())
                        : line)
                .toList();
    }

    /** Has all rows entered, if none of them is at fault; that goes on without whoever asked for it. */
    Mono<Import> confirm(String id, Caller caller) {
        return changes.on(Import.class, id)
                .visible(found -> own(found, caller), () -> IMPORT_NOT_FOUND.of(id))
                .decideWith(found -> {
                    found.refuseUnlessOpen();
                    return looked(found, caller).map(all -> {
                        long faulty = all.stream().filter(Looked::faulty).count();
                        if (faulty > 0) {
                            throw IMPORT_HAS_FAULTS.of(faulty);
                        }
                        return found.confirm();
                    });
                })
                .flatMap(this::woken);
    }

    /** Takes back whatever of it was not corrected since. */
    Mono<Import> withdraw(String id, String reason, Caller caller) {
        return changes.on(Import.class, id)
                .visible(found -> own(found, caller), () -> IMPORT_NOT_FOUND.of(id))
                .decide(found -> found.withdraw(reason))
                .flatMap(this::woken);
    }

    private Mono<Import> woken(Import changed) {
        return wakes.wake(ImportRounds.class, clock.instant()).thenReturn(changed);
    }
}

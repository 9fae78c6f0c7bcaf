package cn.zhibu.activity.sheet;

import static cn.zhibu.activity.sheet.ImportProblem.SHEET_KIND_UNKNOWN;
import static cn.zhibu.activity.sheet.ImportProblem.SHEET_TOO_LARGE;
import static cn.zhibu.activity.sheet.ImportProblem.SHEET_UNIT_NOT_FOUND;
import static cn.zhibu.activity.sheet.ImportProblem.TOO_MANY_RECORDS;
import static cn.zhibu.platform.security.Capability.ENTER;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.catalogue.KindService;
import cn.zhibu.activity.record.RecordBatchService;
import cn.zhibu.activity.roster.Place;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.file.Allowance;
import cn.zhibu.platform.file.Arrival;
import cn.zhibu.platform.file.Incoming;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.process.problem.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads and writes workbooks of a kind, few at a time: what is unpacked of them takes memory. */
@Service
class SheetService {

    private static final long LARGEST = 10L << 20; // bytes
    private static final long MEMORY = 96L << 20; // bytes, for all of them
    private static final long READING = 48L << 20; // bytes, for one
    private static final long WRITING = 12L << 20;
    private static final int AT_ONCE = 2;
    private static final int WAITING = 100;

    /** What was read, for which branch. */
    record Read(Scope scope, Columns columns, SheetFile.Read rows) {}

    private record Ready(Scope scope, Typing typing) {}

    private interface Writing {

        void to(OutputStream out, Workbooks workbooks) throws IOException;
    }

    private final KindService kinds;
    private final RosterService roster;
    private final RecordBatchService records;
    private final SheetNames names;
    private final SheetWords words;
    private final Problems problems;
    private final Incoming incoming;
    private final Allowance allowance = new Allowance("sheets", MEMORY, AT_ONCE, WAITING);

    SheetService(
            KindService kinds,
            RosterService roster,
            RecordBatchService records,
            SheetNames names,
            SheetWords words,
            Problems problems,
            Incoming incoming) {
        this.kinds = kinds;
        this.roster = roster;
        this.records = records;
        this.names = names;
        this.words = words;
        this.problems = problems;
        this.incoming = incoming;
    }

    Mono<byte[]> template(String kind, String unit, Locale locale, Caller caller) {
        return columns(kind)
                .flatMap(columns -> branch(unit, ENTER, caller)
                        .then(names.of(columns, unit, caller))
                        .flatMap(known -> written(columns, known, locale, (out, books) -> books.template(out))));
    }

    /** Records of the branch and kind as they are; restricted texts for those alone who enter for it. */
    Mono<byte[]> carried(Wanted wanted, Locale locale, Caller caller) {
        return columns(wanted.kind())
                .flatMap(columns -> branch(wanted.unit(), READ, caller)
                        .thenMany(records.carried(
                                wanted.unit(),
                                wanted.kind(),
                                wanted.from(),
                                wanted.until(),
                                Spread.MOST_ROWS + 1,
                                caller))
                        .map(entered -> new Workbooks.Line(entered.date().toString(), entered.values(), Map.of(), 0))
                        .collectList()
                        .flatMap(lines -> lines.size() > Spread.MOST_ROWS
                                ? Mono.error(() -> TOO_MANY_RECORDS.of(Spread.MOST_ROWS))
                                : names.of(columns, wanted.unit(), caller)
                                        .flatMap(known -> written(
                                                columns,
                                                known,
                                                locale,
                                                (out, books) -> books.filled(out, lines, false)))));
    }

    /** What to carry out. */
    record Wanted(
            String unit,
            String kind,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** Rows of an import in a workbook of its kind, with what is wrong in each; without those that are left out. */
    Mono<byte[]> faults(Import found, List<ImportService.Looked> rows, Locale locale, Caller caller) {
        return columns(found.subject().kind()).flatMap(columns -> {
            var lines = rows.stream()
                    .filter(row -> !row.line().out())
                    .map(row -> line(columns, row, locale))
                    .toList();
            return names.of(columns, found.scope().unit(), caller)
                    .flatMap(known -> written(columns, known, locale, (out, books) -> books.filled(out, lines, true)));
        });
    }

    private Workbooks.Line line(Columns columns, ImportService.Looked row, Locale locale) {
        var language = SheetWords.language(locale);
        var faults = new LinkedHashMap<String, String>();
        row.faults()
                .forEach(fault -> faults.merge(
                        fault.pointer(), problems.detail(fault, locale), (one, other) -> one + " " + other));
        var said = columns.all().stream()
                .filter(column -> faults.containsKey(column.pointer()))
                .map(column ->
                        words.of(locale, "fault", column.name(language), faults.getOrDefault(column.pointer(), "")))
                .collect(Collectors.joining("\n"));
        faults.put("", said);
        var line = row.line();
        return new Workbooks.Line(line.date(), line.values(), Map.copyOf(faults), line.row());
    }

    private Mono<byte[]> written(Columns columns, Known known, Locale locale, Writing writing) {
        return allowance.during(WRITING, () -> {
            var out = new ByteArrayOutputStream();
            writing.to(out, new Workbooks(words, columns, known, locale));
            return out.toByteArray();
        });
    }

    /** Reads what is sent for a branch, within limits; nothing of it is kept. What is not wanted is read to its end. */
    Mono<Read> read(String unit, String kind, Flux<DataBuffer> body, Caller caller) {
        return ready(unit, kind, caller)
                .onErrorResume(failure -> body.map(DataBufferUtils::release).then(Mono.error(failure)))
                .flatMap(ready -> incoming.receive(body, LARGEST)
                        .flatMap(arrival -> rows(arrival, ready.typing()))
                        .map(rows -> new Read(ready.scope(), ready.typing().columns(), rows)));
    }

    private Mono<Ready> ready(String unit, String kind, Caller caller) {
        return columns(kind)
                .flatMap(columns -> branch(unit, ENTER, caller)
                        .flatMap(place -> names.of(columns, unit, caller)
                                .map(known -> new Ready(place.scope(), new Typing(columns, known)))));
    }

    private Mono<SheetFile.Read> rows(Arrival arrival, Typing typing) {
        var read = arrival.whole()
                ? allowance.during(READING, () -> SheetFile.read(arrival.path(), typing))
                : Mono.<SheetFile.Read>error(() -> SHEET_TOO_LARGE.at("/file"));
        return read.publishOn(Schedulers.boundedElastic()).doFinally(end -> incoming.discard(arrival.path()));
    }

    private Mono<Columns> columns(String kind) {
        return kinds.form(kind)
                .switchIfEmpty(Mono.error(() -> SHEET_KIND_UNKNOWN.at("/kind", kind)))
                .map(Columns::of);
    }

    private Mono<Place> branch(String unit, Capability capability, Caller caller) {
        return roster.place(unit, capability, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> SHEET_UNIT_NOT_FOUND.at("/unit", unit)));
    }
}

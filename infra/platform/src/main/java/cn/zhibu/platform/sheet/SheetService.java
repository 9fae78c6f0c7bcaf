package cn.zhibu.platform.sheet;

import static cn.zhibu.platform.sheet.ImportProblem.SHEET_KIND_UNKNOWN;
import static cn.zhibu.platform.sheet.ImportProblem.SHEET_TOO_LARGE;
import static cn.zhibu.platform.sheet.ImportProblem.SHEET_UNIT_NOT_FOUND;
import static cn.zhibu.platform.sheet.ImportProblem.TOO_MANY_RECORDS;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.file.Allowance;
import cn.zhibu.platform.file.Arrival;
import cn.zhibu.platform.file.Incoming;
import cn.zhibu.platform.security.Caller;
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
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads and writes workbooks of a form, few at a time: what is unpacked of them takes memory. */
public final class SheetService {

    private static final long LARGEST = 10L << 20; // bytes
    private static final long MEMORY = 96L << 20; // bytes, for all of them
    private static final long READING = 48L << 20; // bytes, for one
    private static final long WRITING = 12L << 20;
    private static final int AT_ONCE = 2;
    private static final int WAITING = 100;
    private static final int ASKED_AHEAD = 64; // lines of a list

    /** What was read, for which branch. */
    record Read(Scope scope, Columns columns, SheetFile.Read rows) {}

    private record Ready(Scope scope, Typing typing) {}

    private interface Writing {

        void to(OutputStream out, Workbooks workbooks) throws IOException;
    }

    private final ImportTarget target;
    private final SheetWords words;
    private final Problems problems;
    private final Incoming incoming;
    private final Allowance allowance = new Allowance("sheets", MEMORY, AT_ONCE, WAITING);

    SheetService(ImportTarget target, SheetWords words, Problems problems, Incoming incoming) {
        this.target = target;
        this.words = words;
        this.problems = problems;
        this.incoming = incoming;
    }

    /** What a sheet of the kind asks for at the unit. */
    public Mono<Form> form(String kind, String unit, Caller caller) {
        return columns(kind, unit, caller)
                .flatMap(columns -> place(unit, kind, caller).thenReturn(columns.form()));
    }

    /** An empty workbook to fill in, with what there is to choose from at the unit. */
    public Mono<byte[]> template(String kind, String unit, Locale locale, Caller caller) {
        return columns(kind, unit, caller)
                .flatMap(columns -> place(unit, kind, caller)
                        .then(target.names(columns.form(), unit, caller))
                        .flatMap(known -> written(columns, known, locale, (out, books) -> books.template(out))));
    }

    /** What is on record, in a workbook of its kind; refused where it is more than a sheet holds. */
    public Mono<byte[]> filled(String kind, String unit, Flux<Entered> all, Locale locale, Caller caller) {
        return columns(kind, unit, caller)
                .flatMap(columns -> all.take(Spread.MOST_ROWS + 1)
                        .map(one -> new Workbooks.Line(one.date().toString(), one.values(), Map.of(), 0))
                        .collectList()
                        .flatMap(lines -> lines.size() > Spread.MOST_ROWS
                                ? Mono.error(() -> TOO_MANY_RECORDS.of(Spread.MOST_ROWS))
                                : target.names(columns.form(), unit, caller)
                                        .flatMap(known -> written(
                                                columns,
                                                known,
                                                locale,
                                                (out, books) -> books.filled(out, lines, false)))));
    }

    /**
     * A list in a workbook, its columns the fields of the form: a line is asked for when it is written and then forgotten.
     * How many there may be the caller decides.
     */
    public Mono<byte[]> list(Form form, Flux<Map<String, Object>> lines, Locale locale) {
        return Mono.deferContextual(context -> written(Columns.listed(form), Known.NOTHING, locale, (out, books) -> {
            try (var asked = lines.contextWrite(context).toStream(ASKED_AHEAD)) {
                books.listed(out, asked.iterator());
            }
        }));
    }

    /** One that is on record, by the fields of its form. */
    public record Entered(LocalDate date, Map<String, Object> values) {}

    /** Rows of an import in a workbook of its kind, with what is wrong in each; without those that are left out. */
    Mono<byte[]> faults(Import found, List<ImportService.Looked> rows, Locale locale, Caller caller) {
        return columns(found.subject().kind(), found.scope().unit(), caller).flatMap(columns -> {
            var lines = rows.stream()
                    .filter(row -> !row.line().out())
                    .map(row -> line(columns, row, locale))
                    .toList();
            return target.names(columns.form(), found.scope().unit(), caller)
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
        return columns(kind, unit, caller)
                .flatMap(columns -> place(unit, kind, caller)
                        .flatMap(scope -> target.names(columns.form(), unit, caller)
                                .map(known -> new Ready(scope, new Typing(columns, known)))));
    }

    private Mono<SheetFile.Read> rows(Arrival arrival, Typing typing) {
        var read = arrival.whole()
                ? allowance.during(READING, () -> SheetFile.read(arrival.path(), typing))
                : Mono.<SheetFile.Read>error(() -> SHEET_TOO_LARGE.at("/file"));
        return read.publishOn(Schedulers.boundedElastic()).doFinally(end -> incoming.discard(arrival.path()));
    }

    private Mono<Columns> columns(String kind, String unit, Caller caller) {
        return target.form(kind, unit, caller)
                .switchIfEmpty(Mono.error(() -> SHEET_KIND_UNKNOWN.at("/kind", kind)))
                .map(Columns::of);
    }

    private Mono<Scope> place(String unit, String kind, Caller caller) {
        return target.place(unit, kind, caller).switchIfEmpty(Mono.error(() -> SHEET_UNIT_NOT_FOUND.at("/unit", unit)));
    }
}

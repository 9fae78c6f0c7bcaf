package cn.zhibu.member.sheet;

import static cn.zhibu.member.sheet.MemberListProblem.LIST_TOO_LONG;
import static cn.zhibu.member.sheet.MemberListProblem.LIST_UNIT_NOT_FOUND;

import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.Enrolled;
import cn.zhibu.member.roster.RollService;
import cn.zhibu.member.term.SeatService;
import cn.zhibu.member.term.Sitting;
import cn.zhibu.platform.observe.Audit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.sheet.SheetService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes the roster of a day into a workbook, branch by branch, and tells the ledger before it leaves. */
@Service
class MemberListService {

    /** A workbook and its name. */
    record Written(byte[] file, String name) {}

    /** What is wanted, of which day and in which language. */
    record Wanted(Set<ListColumn> columns, LocalDate day, Locale locale) {

        boolean sealed() {
            return columns.stream().anyMatch(ListColumn::sealed);
        }
    }

    static final int MOST = 5000;

    private static final int TOLD_AT_ONCE = 8;
    private static final Comparator<Sitting> OLDEST =
            Comparator.comparing(Sitting::on).thenComparing(Sitting::id);

    private final RollService roll;
    private final UnitService units;
    private final SeatService seats;
    private final SheetService sheets;
    private final MemberListTexts texts;
    private final Audit audit;
    private final Clock clock;

    MemberListService(
            RollService roll,
            UnitService units,
            SeatService seats,
            SheetService sheets,
            MemberListTexts texts,
            Audit audit,
            Clock clock) {
        this.roll = roll;
        this.units = units;
        this.seats = seats;
        this.sheets = sheets;
        this.texts = texts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Without a name a list is of no use: it is always there. Where nothing is chosen, whatever is not sealed. */
    Mono<Written> written(
            String unit, @Nullable LocalDate on, Set<@Nullable ListColumn> chosen, Locale locale, Caller caller) {
        var columns = EnumSet.of(ListColumn.NAME);
        chosen.stream().filter(Objects::nonNull).forEach(columns::add);
        if (chosen.isEmpty()) {
            columns.addAll(EnumSet.allOf(ListColumn.class));
            columns.removeIf(ListColumn::sealed);
        }
        var wanted = new Wanted(columns, on == null ? LocalDate.now(clock) : on, locale);
        return roll.place(unit, caller)
                .switchIfEmpty(Mono.error(() -> LIST_UNIT_NOT_FOUND.of(unit)))
                .delayUntil(place -> roll.people(place, wanted.day(), MOST + 1, caller)
                        .filter(people -> people > MOST)
                        .flatMap(people -> Mono.error(LIST_TOO_LONG.at("/unit", MOST))))
                .flatMap(place -> written(place, wanted, caller));
    }

    private Mono<Written> written(Place place, Wanted wanted, Caller caller) {
        Queue<String> shown = new ConcurrentLinkedQueue<>();
        var lines = roll.branches(place, caller)
                .concatMap(branch -> lines(branch, wanted, caller), 1)
                .take(MOST)
                .doOnNext(line -> {
                    if (wanted.sealed() && line.who().unmasked()) {
                        shown.add(line.who().id());
                    }
                })
                .map(line -> cells(line, wanted.columns()));
        return sheets.list(texts.form(roll.columns(), wanted.columns()), lines, wanted.locale())
                .delayUntil(file -> told(place, wanted, shown))
                .map(file -> new Written(file, texts.file(place, wanted.day(), wanted.locale())));
    }

    /** The look at each file of which something sealed leaves unmasked, then the list itself. */
    private Mono<Void> told(Place place, Wanted wanted, Queue<String> shown) {
        var copy = wanted.sealed() ? shown.isEmpty() ? "ROSTER_MASKED" : "ROSTER_UNMASKED" : "ROSTER";
        return Flux.fromIterable(shown)
                .flatMap(person -> audit.looked("member", person), TOLD_AT_ONCE)
                .then(audit.downloaded("unit", place.id(), copy));
    }

    private Flux<ListColumn.Line> lines(Place branch, Wanted wanted, Caller caller) {
        return Mono.zip(groups(branch, wanted, caller), posts(branch, wanted))
                .flatMapMany(both -> roll.of(branch, wanted.day(), wanted.sealed(), caller)
                        .map(who -> line(who, branch, both.getT1(), both.getT2())));
    }

    private static ListColumn.Line line(
            Enrolled who, Place branch, Map<String, String> groups, Map<String, String> posts) {
        var group = who.group();
        return new ListColumn.Line(who, branch.name(), group == null ? null : groups.get(group), posts.get(who.id()));
    }

    private Mono<Map<String, String>> groups(Place branch, Wanted wanted, Caller caller) {
        return wanted.columns().contains(ListColumn.GROUP)
                ? units.groupsOf(branch.id(), caller).collectMap(Place::id, Place::name)
                : Mono.just(Map.of());
    }

    /** The posts of the day by who holds them: those of the committee in office, even after its term. */
    private Mono<Map<String, String>> posts(Place branch, Wanted wanted) {
        if (!wanted.columns().contains(ListColumn.POST)) {
            return Mono.just(Map.of());
        }
        return seats.of(branch.id())
                .filter(sitting -> !sitting.on().isAfter(wanted.day()))
                .collectList()
                .map(all -> all.stream().max(OLDEST).map(Sitting::seats).orElse(List.of()).stream()
                        .filter(seat -> seat.heldOn(wanted.day()))
                        .collect(Collectors.groupingBy(
                                Sitting.Seat::member, Collectors.mapping(Sitting.Seat::post, Collectors.toList()))))
                .map(held -> held.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> texts.posts(each.getValue(), wanted.locale()))));
    }

    private static Map<String, Object> cells(ListColumn.Line line, Set<ListColumn> columns) {
        var cells = new HashMap<String, Object>();
        for (var column : columns) {
            var value = column.of(line);
            if (value != null) {
                cells.put(column.field(), value);
            }
        }
        return cells;
    }
}

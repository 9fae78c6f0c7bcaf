package cn.zhibu.member.organisation;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.InputFault;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.problem.PlatformProblem;
import cn.zhibu.platform.security.Administers;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Units over HTTP. */
@RestController
@RequestMapping("/api/member/v1/units")
class UnitController {

    record Opening(
            @NotNull @Identifier String parent,
            @NotNull Unit.Kind kind,
            @NotNull @OneLine(value = 60, name = true) String name,
            @OneLine(120) @Nullable String nameEn,
            Unit.@Nullable SchoolType schoolType,
            Unit.@Nullable Campus campus,
            @OneLine(40) @Nullable String town,
            Unit.@Nullable LeadershipModel leadershipModel,
            @Min(0) @Max(9999) @Nullable Integer order,
            @Dated(Dated.Of.FOUNDING) @Nullable LocalDate from,
            @Dated(Dated.Of.FOUNDING) @Nullable LocalDate keptSince) {}

    record Renaming(
            @NotNull @OneLine(value = 60, name = true) String name,
            @OneLine(120) @Nullable String nameEn,
            @NotNull @Dated(Dated.Of.FOUNDING) LocalDate from) {}

    /**
     * What kind of school it is.
     *
     * @param agreedFrom of an entrusted school: the first day of the agreement
     * @param agreedUntil the last one
     * @param guidance what the agreement promises
     */
    record Describing(
            @NotNull Unit.SchoolType schoolType,
            Unit.@Nullable Campus campus,
            @OneLine(40) @Nullable String town,
            Unit.@Nullable LeadershipModel leadershipModel,
            @Dated(Dated.Of.FORM) @Nullable LocalDate agreedFrom,
            @Dated(Dated.Of.FORM) @Nullable LocalDate agreedUntil,
            @OneLine(200) @Nullable String guidance,
            @NotBlank @Size(max = 200) String reason) {

        Unit.Traits traits() {
            return new Unit.Traits(null, schoolType, campus, town, leadershipModel, 0, agreement());
        }

        private @Nullable Agreement agreement() {
            if (agreedFrom == null && (agreedUntil != null || guidance != null)) {
                throw UnitProblem.AGREEMENT_WITHOUT_BEGINNING.at("/agreedFrom");
            }
            return agreedFrom == null ? null : new Agreement(agreedFrom, agreedUntil, guidance);
        }
    }

    /** The day from which the unit's work is kept here. */
    record Keeping(@NotNull @Dated(Dated.Of.FOUNDING) LocalDate since) {}

    record Reopening(@NotBlank @Size(max = 200) String reason) {}

    record View(
            String id,
            @Nullable String parent,
            Unit.Kind kind,
            String name,
            @Nullable String nameEn,
            List<String> ancestors,
            @Nullable String code,
            Unit.@Nullable SchoolType schoolType,
            Unit.@Nullable Campus campus,
            @Nullable String town,
            Unit.@Nullable LeadershipModel leadershipModel,
            int order,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate keptSince,
            @Nullable LocalDate agreedFrom,
            @Nullable LocalDate agreedUntil,
            @Nullable String guidance,
            long version)
            implements Versioned {

        static View of(Unit unit, LocalDate today) {
            var name = unit.nameOn(today);
            var traits = unit.traits();
            var agreement = traits.agreement();
            var version = unit.version();
            return new View(
                    unit.id(),
                    unit.parent(),
                    unit.kind(),
                    name.name(),
                    name.nameEn(),
                    unit.scope().ancestors(),
                    traits.code(),
                    traits.schoolType(),
                    traits.campus(),
                    traits.town(),
                    traits.leadershipModel(),
                    traits.order(),
                    unit.life().from(),
                    unit.life().until(),
                    unit.life().keptSince(),
                    agreement == null ? null : agreement.from(),
                    agreement == null ? null : agreement.until(),
                    agreement == null ? null : agreement.guidance(),
                    version == null ? 0 : version);
        }
    }

    private final UnitService service;
    private final UnitLists lists;
    private final Clock clock;

    UnitController(UnitService service, UnitLists lists, Clock clock) {
        this.service = service;
        this.lists = lists;
        this.clock = clock;
    }

    /** In the order of the tree; {@code parent} asks for what is right below some units, {@code q} for a part of a name. */
    @Reads
    @GetMapping
    Mono<Page<View>> list(
            @RequestParam(required = false) @Size(max = UnitLists.AT_ONCE) @Nullable List<String> parent,
            @RequestParam(required = false) @Nullable String below,
            @RequestParam(required = false) @Nullable List<String> kinds,
            @RequestParam(required = false) Unit.@Nullable SchoolType schoolType,
            @RequestParam(required = false) @Nullable String q,
            PageQuery page,
            Caller caller) {
        var wanted = new UnitLists.Wanted(all(parent), below, kinds(kinds), schoolType, q);
        return lists.page(wanted, page, caller).map(found -> found.map(this::view));
    }

    /** Units that something else names by their ids; at most 100 at once. */
    @Reads
    @GetMapping("/named")
    Flux<View> named(@RequestParam @Size(max = UnitLists.AT_ONCE) List<String> ids, Caller caller) {
        return lists.named(ids, caller).map(this::view);
    }

    @Reads
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(this::view);
    }

    @Administers
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> open(@Valid @RequestBody Opening request, Caller caller) {
        var from = request.from() == null ? LocalDate.now(clock) : request.from();
        var name = new Unit.Name(request.name(), request.nameEn(), from);
        var traits = new Unit.Traits(
                null,
                request.schoolType(),
                request.campus(),
                request.town(),
                request.leadershipModel(),
                request.order() == null ? 0 : request.order(),
                null);
        return service.open(request.parent(), request.kind(), name, traits, keptSince(request, from), caller)
                .map(this::view);
    }

    @Administers
    @PostMapping("/{id}/renaming")
    Mono<View> rename(@PathVariable String id, @Valid @RequestBody Renaming request, Caller caller) {
        return service.rename(id, request.name(), request.nameEn(), request.from(), caller)
                .map(this::view);
    }

    /** Corrects what kind of school it is, and where. */
    @Administers
    @PostMapping("/{id}/description")
    Mono<View> describe(@PathVariable String id, @Valid @RequestBody Describing request, Caller caller) {
        return service.describe(id, request.traits(), request.reason(), caller).map(this::view);
    }

    /** Takes a closing back. */
    @Administers
    @PostMapping("/{id}/reopening")
    Mono<View> reopen(@PathVariable String id, @Valid @RequestBody Reopening request, Caller caller) {
        return service.reopen(id, request.reason(), caller).map(this::view);
    }

    @Administers
    @PostMapping("/{id}/keeping")
    Mono<View> keep(@PathVariable String id, @Valid @RequestBody Keeping request, Caller caller) {
        return service.keep(id, request.since(), caller).map(this::view);
    }

    /** Unless something else is said, a unit's work is kept here from today, or from its first day if that is later. */
    private LocalDate keptSince(Opening request, LocalDate from) {
        var today = LocalDate.now(clock);
        var since = request.keptSince();
        return since != null ? since : from.isAfter(today) ? from : today;
    }

    private static List<String> all(@Nullable List<String> some) {
        return some == null ? List.of() : some;
    }

    /** Kinds that units can be of; a list of an address comes as texts. */
    private static List<Unit.Kind> kinds(@Nullable List<String> named) {
        var known = Stream.of(Unit.Kind.values()).collect(Collectors.toMap(Enum::name, kind -> kind));
        if (!known.keySet().containsAll(all(named))) {
            throw PlatformProblem.parameter("kinds", new InputFault("NOT_AN_OPTION"));
        }
        return all(named).stream().map(known::get).toList();
    }

    private View view(Unit unit) {
        return View.of(unit, LocalDate.now(clock));
    }
}

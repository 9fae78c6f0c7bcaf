package cn.zhibu.member.roster;

import cn.zhibu.member.roster.MemberViews.Line;
import cn.zhibu.member.roster.MemberViews.View;
import cn.zhibu.member.roster.RosterService.Wanted;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Looks;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Members over HTTP. Who may write is decided in the service: the branch itself or its bureau's administrator. */
@RestController
@RequestMapping("/api/member/v1/members")
@Reads
class MemberController {

    private static final String WRITES = "hasAnyAuthority('ENTER', 'ADMINISTER')";

    /**
     * {@code joinedPartyOn} is the day of joining the Party, {@code from} that of joining this branch; {@code reason}
     * says why a file is corrected; {@code confirmed} that birth or sex are right though the identity number says otherwise.
     */
    record FileRequest(
            @NotNull @Identifier String unit,
            @NotNull @OneLine(value = 40, name = true) String name,
            Person.@Nullable Gender gender,
            @Dated(Dated.Of.BIRTH) @Nullable LocalDate born,
            @Size(max = 24) @Nullable String identityNumber,
            @Pattern(regexp = "[0-9+() -]{0,24}") @Nullable String phone,
            @NotNull MemberViews.Status status,
            @Dated(Dated.Of.JOINING) @Nullable LocalDate joinedPartyOn,
            @NotNull @Dated(Dated.Of.JOINING) LocalDate from,
            @Dated(Dated.Of.JOINING) @Nullable LocalDate fullOn,
            @Identifier @Nullable String group,
            @OneLine(40) @Nullable String education,
            @Nullable Boolean confirmed,
            @Size(max = 200) @Nullable String reason) {

        MemberService.Draft draft() {
            var identity = new Person.Identity(name, gender, born, null, null, education);
            var dates = new Membership.Dates(from, joinedPartyOn, fullOn, status == MemberViews.Status.FULL);
            return new MemberService.Draft(
                    identity, identityNumber, phone, dates, group, Boolean.TRUE.equals(confirmed));
        }
    }

    /** A spell as it is typed; {@code until} only of one that has ended, {@code reason} only where one is corrected. */
    record SpellRequest(
            @NotNull @Identifier String unit,
            @NotNull MemberViews.Status status,
            @Dated(Dated.Of.JOINING) @Nullable LocalDate joinedPartyOn,
            @NotNull @Dated(Dated.Of.JOINING) LocalDate from,
            @Dated(Dated.Of.JOINING) @Nullable LocalDate fullOn,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate until,
            @Identifier @Nullable String group,
            @Size(max = 200) @Nullable String reason) {

        Membership.Dates dates() {
            return new Membership.Dates(from, joinedPartyOn, fullOn, status == MemberViews.Status.FULL);
        }
    }

    record Day(@NotNull @Dated(Dated.Of.JOINING) LocalDate on) {}

    record Placing(
            @Identifier @Nullable String group,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate on) {}

    record Departure(
            @NotNull @Dated(Dated.Of.PLAN) LocalDate on,
            @NotBlank @Size(max = 200) String reason) {}

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    private final MemberService service;
    private final RosterService roster;
    private final Clock clock;

    MemberController(MemberService service, RosterService roster, Clock clock) {
        this.service = service;
        this.roster = roster;
        this.clock = clock;
    }

    /** The roster of a day, today's if none is named; {@code q} is a part of a name, {@code state=departed} lists those who left. */
    @GetMapping
    Mono<Page<Line>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable LocalDate on,
            PageQuery page,
            Caller caller) {
        return roster.list(new Wanted(unit, q, "departed".equals(state), on), page, caller)
                .map(members -> members.map(listed -> Line.of(listed, day(on))));
    }

    /** Everybody of a branch on a day, for attendance; or those whom a ledger names by their ids, at most 100 at once. */
    @GetMapping("/names")
    Flux<Line> names(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable List<String> ids,
            Caller caller) {
        var found =
                unit == null ? roster.named(ids == null ? List.of() : ids, caller) : roster.ofBranch(unit, on, caller);
        return found.map(listed -> Line.of(listed, day(on)));
    }

    @Looks("member")
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return roster.one(id, caller).map(this::view);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(WRITES)
    Mono<View> join(@Valid @RequestBody FileRequest request, Caller caller) {
        return answer(service.join(request.unit(), request.draft(), caller), caller);
    }

    /** Corrects the file and the dates of the newest spell. */
    @PutMapping("/{id}")
    @PreAuthorize(WRITES)
    Mono<View> correct(@PathVariable String id, @Valid @RequestBody FileRequest request, Caller caller) {
        return answer(service.correct(id, request.draft(), given(request.reason()), caller), caller);
    }

    /** Somebody joins a branch again, the same or another. */
    @PostMapping("/{id}/memberships")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(WRITES)
    Mono<View> rejoin(@PathVariable String id, @Valid @RequestBody SpellRequest request, Caller caller) {
        return answer(service.rejoin(id, request.unit(), request.dates(), request.group(), caller), caller);
    }

    @PutMapping("/{id}/memberships/{spell}")
    @PreAuthorize(WRITES)
    Mono<View> correctSpell(
            @PathVariable String id,
            @PathVariable String spell,
            @Valid @RequestBody SpellRequest request,
            Caller caller) {
        return answer(
                service.correctSpell(id, spell, request.dates(), request.until(), given(request.reason()), caller),
                caller);
    }

    /** In another group of the branch, or in none, from a day on. */
    @PostMapping("/{id}/placing")
    @PreAuthorize(WRITES)
    Mono<View> place(@PathVariable String id, @Valid @RequestBody Placing request, Caller caller) {
        return answer(service.place(id, request.group(), request.on(), caller), caller);
    }

    @PostMapping("/{id}/conversion")
    @PreAuthorize(WRITES)
    Mono<View> convert(@PathVariable String id, @Valid @RequestBody Day request, Caller caller) {
        return answer(service.convert(id, request.on(), caller), caller);
    }

    @PostMapping("/{id}/conversion/withdrawal")
    @PreAuthorize(WRITES)
    Mono<View> withdrawConversion(@PathVariable String id, @Valid @RequestBody Reason request, Caller caller) {
        return answer(service.withdrawConversion(id, request.reason(), caller), caller);
    }

    @PostMapping("/{id}/departure")
    @PreAuthorize(WRITES)
    Mono<View> depart(@PathVariable String id, @Valid @RequestBody Departure request, Caller caller) {
        return answer(service.depart(id, request.on(), request.reason(), caller), caller);
    }

    @PostMapping("/{id}/departure/withdrawal")
    @PreAuthorize(WRITES)
    Mono<View> withdrawDeparture(@PathVariable String id, @Valid @RequestBody Reason request, Caller caller) {
        return answer(service.withdrawDeparture(id, request.reason(), caller), caller);
    }

    private Mono<View> answer(Mono<Person> changed, Caller caller) {
        return changed.flatMap(person -> roster.shown(person, caller)).map(this::view);
    }

    private View view(RosterService.Shown shown) {
        return View.of(shown, LocalDate.now(clock));
    }

    private LocalDate day(@Nullable LocalDate on) {
        return on == null ? LocalDate.now(clock) : on;
    }

    private static String given(@Nullable String reason) {
        return reason == null ? "" : reason;
    }
}

package cn.zhibu.member.roster;

import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Looks;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

    /** {@code reason} says why a file is corrected; not asked for when a member joins. */
    record FileRequest(
            @NotBlank String unit,
            @NotBlank @Size(max = 40) String name,
            Member.@Nullable Gender gender,
            @PastOrPresent @Nullable LocalDate born,
            @Size(max = 24) @Nullable String identityNumber,
            @Pattern(regexp = "[0-9+() -]{0,24}") @Nullable String phone,
            @NotNull Member.Status status,
            @NotNull @PastOrPresent LocalDate joinedOn,
            @PastOrPresent @Nullable LocalDate fullOn,
            @Nullable String group,
            @Size(max = 40) @Nullable String education) {

        MemberService.Draft draft() {
            return new MemberService.Draft(
                    new Member.Person(name.trim(), gender, born, null, null, education),
                    identityNumber,
                    phone,
                    new Member.Standing(status, joinedOn, fullOn, group, null, null));
        }
    }

    record Day(@NotNull @PastOrPresent LocalDate on) {}

    record Departure(
            @NotNull LocalDate on,
            @NotBlank @Size(max = 200) String reason) {}

    /** A line of the roster: nothing that is sealed. */
    record Line(
            String id,
            String unit,
            String name,
            Member.@Nullable Gender gender,
            Member.Status status,
            LocalDate joinedOn,
            @Nullable LocalDate fullOn,
            @Nullable String group,
            @Nullable LocalDate departedOn) {

        static Line of(Member member) {
            var standing = member.standing();
            return new Line(
                    member.id(),
                    member.scope().unit(),
                    member.person().name(),
                    member.person().gender(),
                    standing.status(),
                    standing.joinedOn(),
                    standing.fullOn(),
                    standing.group(),
                    standing.departedOn());
        }
    }

    /** A whole file; identity number and phone are masked for everybody but the branch. */
    record View(
            Line member,
            @Nullable LocalDate born,
            @Nullable String identityNumber,
            @Nullable String phone,
            @Nullable String education,
            @Nullable String departureReason,
            long version)
            implements Versioned {

        static View of(MemberService.Shown shown) {
            var member = shown.member();
            var version = member.version();
            return new View(
                    Line.of(member),
                    member.person().born(),
                    shown.open().identityNumber(),
                    shown.open().phone(),
                    member.person().education(),
                    member.standing().departureReason(),
                    version == null ? 0 : version);
        }
    }

    private final MemberService service;

    MemberController(MemberService service) {
        this.service = service;
    }

    /** The roster; {@code q} is a part of a name, {@code state=departed} lists those who left. */
    @GetMapping
    Mono<Page<Line>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            PageQuery page,
            Caller caller) {
        var found = q == null || q.isBlank()
                ? service.list(unit, "departed".equals(state), page, caller)
                : service.search(q, unit, page, caller);
        return found.map(members -> members.map(Line::of));
    }

    /** Names of a branch's members, for attendance; or of those whom a ledger names by their ids, at most 100 at once. */
    @GetMapping("/names")
    Flux<Line> names(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable List<String> ids,
            Caller caller) {
        var found =
                unit == null ? service.named(ids == null ? List.of() : ids, caller) : service.ofBranch(unit, caller);
        return found.map(Line::of);
    }

    @Looks("member")
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasAnyAuthority('ENTER', 'ADMINISTER')")
    Mono<View> join(@Valid @RequestBody FileRequest request, Caller caller) {
        return service.join(request.unit(), request.draft(), caller).map(View::of);
    }

    @PutMapping("/{id}")
    @PreAuthorize("hasAnyAuthority('ENTER', 'ADMINISTER')")
    Mono<View> correct(@PathVariable String id, @Valid @RequestBody FileRequest request, Caller caller) {
        return service.correct(id, request.draft(), caller).map(View::of);
    }

    @PostMapping("/{id}/conversion")
    @PreAuthorize("hasAnyAuthority('ENTER', 'ADMINISTER')")
    Mono<View> convert(@PathVariable String id, @Valid @RequestBody Day request, Caller caller) {
        return service.convert(id, request.on(), caller).map(View::of);
    }

    @PostMapping("/{id}/departure")
    @PreAuthorize("hasAnyAuthority('ENTER', 'ADMINISTER')")
    Mono<View> depart(@PathVariable String id, @Valid @RequestBody Departure request, Caller caller) {
        return service.depart(id, request.on(), request.reason(), caller).map(View::of);
    }
}

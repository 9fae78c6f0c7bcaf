package cn.zhibu.member.dues;

import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Looks;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Hardship over HTTP. Who decides is an organization above the branch: its reviewers and administrators. */
@RestController
@RequestMapping("/api/member/v1/dues-reliefs")
@Reads
class ReliefController {

    private static final String DECIDES = "hasAnyAuthority('REVIEW', 'ADMINISTER')";
    private static final String TAKES_PART = "hasAnyAuthority('ENTER', 'REVIEW', 'ADMINISTER')";

    /** {@code amount}: yuan a month, 0 for none; both months are in it. */
    record Proposal(
            @NotNull @Identifier String unit,
            @NotNull @Identifier String member,
            @NotNull @CalendarYear Integer fromYear,
            @NotNull @Min(1) @Max(12) Integer fromMonth,
            @NotNull @CalendarYear Integer untilYear,
            @NotNull @Min(1) @Max(12) Integer untilMonth,
            @NotNull @DecimalMin("0") @DecimalMax("1000000") BigDecimal amount,
            @NotBlank @Size(max = 500) String why) {

        ReliefService.Wanted wanted() {
            return new ReliefService.Wanted(
                    member,
                    LocalDate.of(fromYear, fromMonth, 1),
                    LocalDate.of(untilYear, untilMonth, 1),
                    new DuesSeals.Wish(amount, why));
        }
    }

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    record ActView(Instant at, String by, @Nullable String reason) {

        static @Nullable ActView of(DuesRelief.@Nullable Act act) {
            return act == null ? null : new ActView(act.at(), act.by(), act.reason());
        }
    }

    /** {@code from} and {@code until}: first days of the first and of the last month. */
    record View(
            String id,
            String unit,
            String member,
            @Nullable String name,
            LocalDate from,
            LocalDate until,
            BigDecimal amount,
            String why,
            DuesRelief.State state,
            Instant proposedAt,
            String proposedBy,
            @Nullable ActView decided,
            long version)
            implements Versioned {

        static View of(ReliefService.Shown shown) {
            var relief = shown.relief();
            var version = relief.version();
            return new View(
                    relief.id(),
                    relief.scope().unit(),
                    relief.member(),
                    shown.name(),
                    relief.from(),
                    relief.until(),
                    shown.wish().amount(),
                    shown.wish().why(),
                    relief.state(),
                    relief.proposed().at(),
                    relief.proposed().by(),
                    ActView.of(relief.decided()),
                    version == null ? 0 : version);
        }
    }

    private final ReliefService service;

    ReliefController(ReliefService service) {
        this.service = service;
    }

    /** Newest first; {@code state} PROPOSED where none is named. */
    @PreAuthorize(TAKES_PART)
    @Looks("dues")
    @GetMapping
    Mono<Page<View>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) DuesRelief.@Nullable State state,
            PageQuery page,
            Caller caller) {
        var wanted = state == null ? DuesRelief.State.PROPOSED : state;
        return service.list(unit, wanted, page, caller).map(found -> found.map(View::of));
    }

    @Enters
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> propose(@Valid @RequestBody Proposal request, Caller caller) {
        return service.propose(request.unit(), request.wanted(), caller).map(View::of);
    }

    @PreAuthorize(DECIDES)
    @PostMapping("/{id}/approval")
    Mono<View> approve(@PathVariable String id, Caller caller) {
        return service.approve(id, caller).map(View::of);
    }

    @PreAuthorize(DECIDES)
    @PostMapping("/{id}/refusal")
    Mono<View> refuse(@PathVariable String id, @Valid @RequestBody Reason request, Caller caller) {
        return service.refuse(id, request.reason(), caller).map(View::of);
    }

    @PreAuthorize(TAKES_PART)
    @PostMapping("/{id}/withdrawal")
    Mono<View> withdraw(@PathVariable String id, @Valid @RequestBody Reason request, Caller caller) {
        return service.withdraw(id, request.reason(), caller).map(View::of);
    }
}

package cn.zhibu.member.organisation;

import cn.zhibu.platform.security.Administers;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Units over HTTP. */
@RestController
@RequestMapping("/api/member/v1/units")
class UnitController {

    record Opening(
            @NotBlank String parent,
            @NotNull Unit.Kind kind,
            @NotBlank @Size(max = 60) String name,
            @Size(max = 120) @Nullable String nameEn,
            Unit.@Nullable SchoolType schoolType,
            Unit.@Nullable Campus campus,
            @Size(max = 40) @Nullable String town,
            Unit.@Nullable LeadershipModel leadershipModel,
            @Nullable Integer order,
            @Nullable LocalDate from) {}

    record Renaming(
            @NotBlank @Size(max = 60) String name,
            @Size(max = 120) @Nullable String nameEn,
            @NotNull LocalDate from) {}

    record Closure(
            @NotNull LocalDate on,
            @NotBlank @Size(max = 200) String reason) {}

    record CommitteeRequest(
            @NotNull LocalDate on,
            @NotNull @Min(1) @Max(5) Integer termYears,
            @NotEmpty @Size(max = 9) List<@Valid SeatRequest> seats) {}

    record SeatRequest(@NotBlank String member, @NotNull Unit.Post post) {}

    record CommitteeView(String id, LocalDate on, int termYears, List<SeatRequest> seats) {
        static CommitteeView of(Unit.Committee committee) {
            var seats = committee.seats().stream()
                    .map(seat -> new SeatRequest(seat.member(), seat.post()))
                    .toList();
            return new CommitteeView(committee.id(), committee.on(), committee.termYears(), seats);
        }
    }

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
            @Nullable CommitteeView committee,
            long version)
            implements Versioned {

        static View of(Unit unit, LocalDate today) {
            var name = unit.nameOn(today);
            var ancestors = unit.scope().ancestors();
            var traits = unit.traits();
            var committee = unit.committee();
            var version = unit.version();
            return new View(
                    unit.id(),
                    ancestors.size() < 2 ? null : ancestors.get(ancestors.size() - 2),
                    unit.kind(),
                    name.name(),
                    name.nameEn(),
                    ancestors,
                    traits.code(),
                    traits.schoolType(),
                    traits.campus(),
                    traits.town(),
                    traits.leadershipModel(),
                    traits.order(),
                    unit.life().from(),
                    unit.life().until(),
                    committee == null ? null : CommitteeView.of(committee),
                    version == null ? 0 : version);
        }
    }

    private final UnitService service;
    private final Clock clock;

    UnitController(UnitService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    @Reads
    @GetMapping
    Flux<View> list(Caller caller) {
        return service.list(caller).map(this::view);
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
                request.order() == null ? 0 : request.order());
        return service.open(request.parent(), request.kind(), name, traits, caller)
                .map(this::view);
    }

    @Administers
    @PostMapping("/{id}/renaming")
    Mono<View> rename(@PathVariable String id, @Valid @RequestBody Renaming request, Caller caller) {
        return service.rename(id, request.name(), request.nameEn(), request.from(), caller)
                .map(this::view);
    }

    @Administers
    @PostMapping("/{id}/closure")
    Mono<View> close(@PathVariable String id, @Valid @RequestBody Closure request, Caller caller) {
        return service.close(id, request.on(), request.reason(), caller).map(this::view);
    }

    @Administers
    @PostMapping("/{id}/committee")
    Mono<View> formCommittee(@PathVariable String id, @Valid @RequestBody CommitteeRequest request, Caller caller) {
        var seats = request.seats().stream()
                .map(seat -> new Unit.Seat(seat.member(), seat.post()))
                .toList();
        return service.formCommittee(id, request.on(), request.termYears(), seats, caller)
                .map(this::view);
    }

    private View view(Unit unit) {
        return View.of(unit, LocalDate.now(clock));
    }
}

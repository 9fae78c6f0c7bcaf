package cn.zhibu.member.term;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
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
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Committees over HTTP. */
@RestController
@RequestMapping("/api/member/v1/committees")
class CommitteeController {

    record Forming(
            @NotNull @Identifier String unit,
            @NotNull @Dated(Dated.Of.TERM) LocalDate on,
            @NotNull @Min(1) @Max(5) Integer termYears,
            @NotEmpty @Size(max = 9) List<@Valid SeatRequest> seats) {}

    record Correction(
            @NotNull @Dated(Dated.Of.TERM) LocalDate on,
            @NotNull @Min(1) @Max(5) Integer termYears,
            @NotEmpty @Size(max = 9) List<@Valid SeatRequest> seats,
            @NotBlank @Size(max = 200) String reason) {}

    record SeatRequest(
            @NotNull @Identifier String member, @NotNull Committee.Post post) {

        static List<Committee.Elected> elected(List<SeatRequest> seats) {
            return seats.stream()
                    .map(seat -> new Committee.Elected(seat.member(), seat.post()))
                    .toList();
        }
    }

    /** Who leaves a post and who takes it; either may be nobody. */
    record Reseating(
            @NotNull Committee.Post post,
            @Identifier @Nullable String leaves,
            @Identifier @Nullable String takes,
            @NotNull @Dated(Dated.Of.TERM) LocalDate on,
            @NotBlank @Size(max = 200) String reason) {

        Committee.Handing handing() {
            return new Committee.Handing(post, leaves, takes, on);
        }
    }

    record Withdrawal(@NotBlank @Size(max = 200) String reason) {}

    /** What the superior did with the result of a day. */
    record Answering(
            @NotNull @Dated(Dated.Of.TERM) LocalDate on,
            @Dated(Dated.Of.EVENT) @Nullable LocalDate filedOn,
            @Dated(Dated.Of.EVENT) @Nullable LocalDate approvedOn,
            @OneLine(60) @Nullable String document) {

        Answer answer() {
            return new Answer(on, filedOn, approvedOn, document);
        }
    }

    /** A day on which seats were taken: what is to be approved and to be filed, and whether it was. */
    record ResultView(
            LocalDate on,
            boolean approval,
            boolean filing,
            @Nullable LocalDate filedOn,
            @Nullable LocalDate approvedOn,
            @Nullable String document) {

        static List<ResultView> of(Committee committee) {
            return committee.results().stream()
                    .map(result -> of(
                            result,
                            committee.answered().stream()
                                    .filter(answer -> answer.on().equals(result.on()))
                                    .findFirst()
                                    .orElse(new Answer(result.on(), null, null, null))))
                    .toList();
        }

        private static ResultView of(Answer.Result result, Answer answer) {
            return new ResultView(
                    result.on(),
                    result.approval(),
                    result.filing(),
                    answer.filedOn(),
                    answer.approvedOn(),
                    answer.document());
        }
    }

    record SeatView(
            String member,
            Committee.Post post,
            LocalDate from,
            @Nullable LocalDate until) {}

    record View(
            String id,
            String unit,
            LocalDate on,
            int termYears,
            LocalDate termEnd,
            List<SeatView> seats,
            List<ResultView> results,
            @Nullable String reason,
            @Nullable String withdrawn,
            long version)
            implements Versioned {

        static View of(Committee committee) {
            var version = committee.version();
            var term = committee.term();
            return new View(
                    committee.id(),
                    committee.scope().unit(),
                    term.on(),
                    term.years(),
                    term.on().plusYears(term.years()).minusDays(1),
                    committee.seats().stream()
                            .map(seat -> new SeatView(seat.member(), seat.post(), seat.from(), seat.until()))
                            .toList(),
                    ResultView.of(committee),
                    committee.reason(),
                    committee.withdrawn(),
                    version == null ? 0 : version);
        }
    }

    private final TermService service;

    CommitteeController(TermService service) {
        this.service = service;
    }

    /** The committees of a branch, newest first. */
    @Reads
    @GetMapping
    Flux<View> list(@RequestParam String unit, Caller caller) {
        return service.ofBranch(unit, caller).map(View::of);
    }

    @Administers
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> form(@Valid @RequestBody Forming request, Caller caller) {
        var term = new Committee.Term(request.on(), request.termYears());
        return service.form(request.unit(), term, SeatRequest.elected(request.seats()), caller)
                .map(View::of);
    }

    @Administers
    @PutMapping("/{id}")
    Mono<View> correct(@PathVariable String id, @Valid @RequestBody Correction request, Caller caller) {
        var term = new Committee.Term(request.on(), request.termYears());
        return service.correct(id, term, SeatRequest.elected(request.seats()), request.reason(), caller)
                .map(View::of);
    }

    /** A seat changes hands in mid-term. */
    @Administers
    @PostMapping("/{id}/seats")
    Mono<View> reseat(@PathVariable String id, @Valid @RequestBody Reseating request, Caller caller) {
        return service.reseat(id, request.handing(), request.reason(), caller).map(View::of);
    }

    /** The members filed, the secretary and the deputy approved (BR-17); said anew, the last word holds. */
    @Administers
    @PostMapping("/{id}/answer")
    Mono<View> answer(@PathVariable String id, @Valid @RequestBody Answering request, Caller caller) {
        return service.answer(id, request.answer(), caller).map(View::of);
    }

    @Administers
    @PostMapping("/{id}/withdrawal")
    Mono<View> withdraw(@PathVariable String id, @Valid @RequestBody Withdrawal request, Caller caller) {
        return service.withdraw(id, request.reason(), caller).map(View::of);
    }
}

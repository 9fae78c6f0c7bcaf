package cn.zhibu.activity.survey;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import reactor.core.publisher.Mono;

/** Opinions over HTTP. */
@RestController
@RequestMapping("/api/activity/v1")
class OpinionController {

    record Raising(
            @NotBlank @Size(max = 1000) String text,
            @NotNull @OneLine(value = 40, name = true) String category,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate date,
            @Identifier @Nullable String member,
            Opinion.@Nullable Post post,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate due) {

        Opinion.Charge charge() {
            return Opinion.Charge.of(member, post, due);
        }
    }

    /** Who sees to it, a member or a post, and by when; all of it empty takes it back. */
    record Charging(
            @Identifier @Nullable String member,
            Opinion.@Nullable Post post,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate due) {

        Opinion.Charge charge() {
            return Opinion.Charge.of(member, post, due);
        }
    }

    /** {@code reason} is asked for where a rectification is there already and this one corrects it. */
    record Rectifying(
            @NotBlank @Size(max = 500) String action,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @Size(max = 30) @Identifier @Nullable List<String> evidence,
            @Size(max = 200) @Nullable String reason) {

        Opinion.Rectification rectification() {
            return new Opinion.Rectification(action, on, null, evidence, reason);
        }
    }

    record Confirming(@NotNull @Dated(Dated.Of.EVENT) LocalDate on) {}

    record Withdrawal(@NotBlank @Size(max = 200) String reason) {}

    /** {@code text} for the branch alone. */
    record View(
            String id,
            String survey,
            String unit,
            @Nullable String text,
            String category,
            LocalDate raisedOn,
            Opinion.Status status,
            @Nullable String member,
            Opinion.@Nullable Post post,
            @Nullable LocalDate due,
            boolean receipt,
            @Nullable LocalDate disputedOn,
            @Nullable String action,
            @Nullable LocalDate rectifiedOn,
            @Nullable LocalDate confirmedOn,
            List<String> evidence,
            @Nullable String reason,
            @Nullable String withdrawn,
            long version)
            implements Versioned {

        static View of(OpinionService.Shown shown) {
            var opinion = shown.opinion();
            var done = opinion.rectification();
            var charge = opinion.charge();
            var version = opinion.version();
            return new View(
                    opinion.id(),
                    opinion.survey(),
                    opinion.scope().unit(),
                    shown.text(),
                    opinion.category(),
                    opinion.raisedOn(),
                    opinion.status(),
                    charge == null ? null : charge.member(),
                    charge == null ? null : charge.post(),
                    charge == null ? null : charge.due(),
                    opinion.receipt() != null,
                    opinion.receipt() == null ? null : opinion.receipt().disputedOn(),
                    done == null ? null : done.action(),
                    done == null ? null : done.on(),
                    done == null ? null : done.confirmedOn(),
                    done == null ? List.of() : done.files(),
                    done == null ? null : done.reason(),
                    opinion.withdrawn(),
                    version == null ? 0 : version);
        }
    }

    private final OpinionService service;

    OpinionController(OpinionService service) {
        this.service = service;
    }

    /** {@code overdue} asks only for those whose day is over and about which nothing was done, longest first. */
    @Reads
    @GetMapping("/opinions")
    Mono<Page<View>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String survey,
            @RequestParam(required = false) Opinion.@Nullable Status status,
            @RequestParam(required = false) @Nullable Boolean overdue,
            PageQuery page,
            Caller caller) {
        if (Boolean.TRUE.equals(overdue)) {
            return service.overdue(unit, page, caller).map(found -> found.map(View::of));
        }
        return service.list(unit, survey, status, page, caller).map(found -> found.map(View::of));
    }

    @Reads
    @GetMapping("/opinions/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    @Enters
    @PostMapping("/surveys/{id}/opinions")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> raise(@PathVariable String id, @Valid @RequestBody Raising request, Caller caller) {
        return service.raise(id, request.text(), request.category(), request.date(), request.charge(), caller)
                .map(View::of);
    }

    @Enters
    @PutMapping("/opinions/{id}/charge")
    Mono<View> assign(@PathVariable String id, @Valid @RequestBody Charging request, Caller caller) {
        return service.assign(id, request.charge(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/opinions/{id}/rectification")
    Mono<View> rectify(@PathVariable String id, @Valid @RequestBody Rectifying request, Caller caller) {
        return service.rectify(id, request.rectification(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/opinions/{id}/confirmation")
    Mono<View> confirm(@PathVariable String id, @Valid @RequestBody Confirming request, Caller caller) {
        return service.confirm(id, request.on(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/opinions/{id}/withdrawal")
    Mono<View> withdraw(@PathVariable String id, @Valid @RequestBody Withdrawal request, Caller caller) {
        return service.withdraw(id, request.reason(), caller).map(View::of);
    }
}

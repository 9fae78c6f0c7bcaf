package cn.zhibu.activity.campaign;

import cn.zhibu.activity.campaign.CampaignViews.AnswersView;
import cn.zhibu.activity.campaign.CampaignViews.BoardView;
import cn.zhibu.activity.campaign.CampaignViews.View;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.InOrder;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.security.Reviews;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
import reactor.core.publisher.Mono;

/** Campaigns over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/campaigns")
class CampaignController {

    @InOrder({"from", "until"})
    record Publishing(
            @NotNull @Identifier String unit,
            @NotNull @OneLine(value = 60, name = true) String name,
            @OneLine(100) @Nullable String basis,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate from,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate until,
            @Size(max = 10) @Nullable List<@Valid PhaseEntry> phases,
            @NotEmpty @Size(max = 30) List<@Valid PointEntry> points) {

        Campaign.Body body(String id) {
            var all = new ArrayList<Campaign.Point>();
            for (var one : points) {
                all.add(new Campaign.Point(
                        id + "." + (all.size() + 1), one.text(), one.until(), one.kind(), one.form()));
            }
            var steps = phases == null
                    ? List.<Campaign.Phase>of()
                    : phases.stream()
                            .map(one -> new Campaign.Phase(one.name(), one.until()))
                            .toList();
            return new Campaign.Body(name, basis, from, until, steps, List.copyOf(all));
        }
    }

    record PhaseEntry(
            @NotNull @OneLine(value = 40, name = true) String name,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate until) {}

    /** Answered by a record of that {@code kind}, by a meeting of that {@code form}, or by a sentence. */
    record PointEntry(
            @NotNull @OneLine(200) String text,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate until,
            @Identifier @Nullable String kind,
            @Identifier @Nullable String form) {}

    record Extending(
            @NotNull @Dated(Dated.Of.PLAN) LocalDate until,
            @NotBlank @Size(max = 200) String reason) {}

    record Withdrawal(@NotBlank @Size(max = 200) String reason) {}

    /** One of the three. */
    record Answering(
            @NotNull @Identifier String unit,
            @NotNull @Identifier String point,
            @Identifier @Nullable String record,
            @Identifier @Nullable String session,
            @Size(max = 300) @Nullable String sentence) {}

    record TakingBack(
            @NotNull @Identifier String unit,
            @NotBlank @Size(max = 200) String reason) {}

    private final CampaignService service;

    CampaignController(CampaignService service) {
        this.service = service;
    }

    /** What is asked of {@code unit} by itself or by those above it, newest first. */
    @Reads
    @GetMapping
    Mono<Page<View>> list(@RequestParam @Identifier String unit, PageQuery page, Caller caller) {
        return service.list(unit, page, caller).map(found -> found.map(View::of));
    }

    /** As it is asked of {@code unit}, with what that has for it. */
    @Reads
    @GetMapping("/{id}")
    Mono<BoardView> one(@PathVariable String id, @RequestParam @Identifier String unit, Caller caller) {
        return service.board(id, unit, caller).map(BoardView::of);
    }

    /** What each of these branches has for it; who has nothing is left out. */
    @Reads
    @GetMapping("/{id}/answers")
    Mono<List<AnswersView>> answers(
            @PathVariable String id, @RequestParam @Size(max = 100) @Identifier List<String> units, Caller caller) {
        return service.answers(id, units, caller)
                .map(all -> all.stream().map(AnswersView::of).toList());
    }

    @Reviews
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> publish(@Valid @RequestBody Publishing request, Caller caller) {
        return service.publish(request.unit(), request::body, caller).map(View::of);
    }

    @Reviews
    @PostMapping("/{id}/extension")
    Mono<View> extend(@PathVariable String id, @Valid @RequestBody Extending request, Caller caller) {
        return service.extend(id, request.until(), request.reason(), caller).map(View::of);
    }

    @Reviews
    @PostMapping("/{id}/withdrawal")
    Mono<View> withdraw(@PathVariable String id, @Valid @RequestBody Withdrawal request, Caller caller) {
        return service.withdraw(id, request.reason(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/{id}/answers")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<BoardView> answer(@PathVariable String id, @Valid @RequestBody Answering request, Caller caller) {
        var named = new CampaignService.Named(request.record(), request.session(), request.sentence());
        return service.give(id, request.unit(), request.point(), named, caller).map(BoardView::of);
    }

    @Enters
    @PostMapping("/{id}/answers/{answer}/withdrawal")
    Mono<BoardView> takeBack(
            @PathVariable String id,
            @PathVariable String answer,
            @Valid @RequestBody TakingBack request,
            Caller caller) {
        return service.takeBack(id, request.unit(), answer, request.reason(), caller)
                .map(BoardView::of);
    }
}

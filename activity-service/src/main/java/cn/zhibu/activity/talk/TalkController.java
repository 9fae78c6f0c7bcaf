package cn.zhibu.activity.talk;

import cn.zhibu.activity.talk.Talk.Pair;
import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Versioned;
import cn.zhibu.rules.Article;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

/** Talks over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/talks")
class TalkController {

    /** {@code one} and {@code other} members of the branch on that day, in either order. */
    record Entry(
            @NotNull @Identifier String unit,
            @NotNull @Identifier String one,
            @NotNull @Identifier String other,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate date,
            @OneLine(value = 60, name = true) @Nullable String theme,
            @Size(max = 2000) @Nullable String note) {}

    /** All of it: what is left out is empty. */
    record Correction(
            @NotNull @Identifier String one,
            @NotNull @Identifier String other,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate date,
            @OneLine(value = 60, name = true) @Nullable String theme,
            @Size(max = 2000) @Nullable String note,
            @NotBlank @Size(max = 200) String reason) {}

    record Withdrawal(@NotBlank @Size(max = 200) String reason) {}

    /** {@code noted}: something of what was said is written down. */
    record Line(
            String id,
            String one,
            String other,
            LocalDate date,
            @Nullable String theme,
            boolean noted) {

        static Line of(Talk talk) {
            var body = talk.body();
            return new Line(
                    talk.id(),
                    body.one(),
                    body.other(),
                    body.date(),
                    body.theme(),
                    talk.state().noted());
        }
    }

    record View(
            Line talk,
            String unit,
            @Nullable String note,
            @Nullable String withdrawn,
            long version) implements Versioned {

        static View of(TalkService.Shown shown) {
            var talk = shown.talk();
            var version = talk.version();
            return new View(
                    Line.of(talk),
                    talk.scope().unit(),
                    shown.note(),
                    talk.state().withdrawn(),
                    version == null ? 0 : version);
        }
    }

    /** {@code reason} why it was corrected or withdrawn, {@code by} whom, {@code at} what moment. */
    record VersionView(
            long version,
            String one,
            String other,
            LocalDate date,
            @Nullable String theme,
            @Nullable String note,
            @Nullable String reason,
            Instant at,
            String by) {

        static VersionView of(TalkService.Version version) {
            var body = version.body();
            var state = version.state();
            return new VersionView(
                    version.version(),
                    body.one(),
                    body.other(),
                    body.date(),
                    body.theme(),
                    version.note(),
                    state.withdrawn() == null ? state.reason() : state.withdrawn(),
                    state.last().at(),
                    state.last().by());
        }
    }

    /** Of the pairs of the committee, or of members: how many have talked, and of how many. */
    record ShareView(Pair pair, int done, int of) {}

    record ArticleView(
            String rule,
            Map<String, String> names,
            Map<String, String> text,
            Map<String, String> article,
            String mark) {

        static ArticleView of(Article article) {
            return new ArticleView(
                    article.id(),
                    article.names().texts(),
                    article.text().texts(),
                    article.article().texts(),
                    article.mark().name());
        }
    }

    /** {@code on}: by the branch of that day. {@code talks} for the branch alone. */
    record YearView(
            int year,
            LocalDate on,
            @Nullable ArticleView article,
            List<ShareView> shares,
            @Nullable List<Line> talks) {

        static YearView of(TalkService.Year year) {
            var talks = year.talks();
            return new YearView(
                    year.year(),
                    year.on(),
                    year.article().map(ArticleView::of).orElse(null),
                    year.shares().stream()
                            .map(share -> new ShareView(share.pair(), share.done(), share.of()))
                            .toList(),
                    talks == null ? null : talks.stream().map(Line::of).toList());
        }
    }

    private final TalkService service;

    TalkController(TalkService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<YearView> year(
            @RequestParam String unit,
            @RequestParam(required = false) @CalendarYear @Nullable Integer year,
            Caller caller) {
        return service.year(unit, year, caller).map(YearView::of);
    }

    @Enters
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    @Enters
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> hold(@Valid @RequestBody Entry request, Caller caller) {
        var body = Talk.Body.of(request.one(), request.other(), request.date(), request.theme());
        return service.hold(request.unit(), body, request.note(), caller).map(View::of);
    }

    @Enters
    @PutMapping("/{id}")
    Mono<View> correct(@PathVariable String id, @Valid @RequestBody Correction request, Caller caller) {
        var body = Talk.Body.of(request.one(), request.other(), request.date(), request.theme());
        return service.correct(id, body, request.note(), request.reason(), caller)
                .map(View::of);
    }

    /** Oldest first. */
    @Enters
    @GetMapping("/{id}/versions")
    Mono<List<VersionView>> versions(@PathVariable String id, Caller caller) {
        return service.versions(id, caller)
                .map(all -> all.stream().map(VersionView::of).toList());
    }

    @Enters
    @PostMapping("/{id}/withdrawal")
    Mono<View> withdraw(@PathVariable String id, @Valid @RequestBody Withdrawal request, Caller caller) {
        return service.withdraw(id, request.reason(), caller).map(View::of);
    }
}

package cn.zhibu.activity.orglife;

import cn.zhibu.activity.orglife.OrgLife.Course;
import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Looks;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Versioned;
import cn.zhibu.rules.Article;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** Organisational-life meetings over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/org-lives")
class OrgLifeController {

    record Opening(
            @NotNull @Identifier String unit,
            @NotNull @CalendarYear Integer year) {}

    record StudyEntry(
            @NotNull OrgLife.Source source,
            @NotNull @Identifier String id) {}

    record ProblemEntry(@NotNull @OneLine(200) String text) {}

    /** {@code owner} a member of the branch. */
    record MeasureEntry(
            @NotNull @OneLine(200) String text,
            @Identifier @Nullable String owner,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate due,
            @Dated(Dated.Of.EVENT) @Nullable LocalDate doneOn) {}

    /** All of it but what was said of persons: what is left out is empty. {@code meeting} a session of that form. */
    record Keeping(
            @Size(max = 30) @Nullable List<@Valid StudyEntry> studies,
            @Size(max = 10) @Identifier @Nullable List<String> surveys,
            @Identifier @Nullable String meeting,
            @Size(max = 50) @Nullable List<@Valid ProblemEntry> problems,
            @Size(max = 100) @Nullable List<@Valid MeasureEntry> measures) {

        Course course() {
            return new Course(
                    studies == null
                            ? List.of()
                            : studies.stream()
                                    .map(one -> new OrgLife.Study(one.source(), one.id()))
                                    .toList(),
                    surveys == null ? List.of() : surveys,
                    meeting,
                    null,
                    problems == null
                            ? List.of()
                            : problems.stream().map(ProblemEntry::text).toList(),
                    measures == null
                            ? List.of()
                            : measures.stream()
                                    .map(one -> new OrgLife.Measure(one.text(), one.owner(), one.due(), one.doneOn()))
                                    .toList());
        }
    }

    /** {@code note} left out takes away what was said of the person. */
    record Criticising(
            @NotNull @Identifier String member,
            @Size(max = 2000) @Nullable String note) {}

    record StudyView(OrgLife.Source source, String id) {}

    record MeasureView(
            String text,
            @Nullable String owner,
            @Nullable LocalDate due,
            @Nullable LocalDate doneOn) {}

    /** {@code count} how many there are, {@code overdue} measures whose day has passed. */
    record CheckView(Phases.Phase phase, Phases.Point point, boolean met, int count, int overdue) {}

    record ArticleView(String rule, Map<String, String> text, Map<String, String> article, String mark) {

        static ArticleView of(Article article) {
            return new ArticleView(
                    article.id(),
                    article.text().texts(),
                    article.article().texts(),
                    article.mark().name());
        }
    }

    /** {@code id} is there once somebody has begun it. */
    record View(
            @Nullable String id,
            String unit,
            int year,
            List<StudyView> studies,
            List<String> surveys,
            @Nullable String meeting,
            @Nullable LocalDate heldOn,
            List<String> problems,
            List<MeasureView> measures,
            List<CheckView> checks,
            @Nullable ArticleView article,
            long version)
            implements Versioned {

        static View of(OrgLifeService.Shown shown) {
            var life = shown.life();
            var course = life == null ? Course.EMPTY : life.course();
            var version = life == null ? null : life.version();
            return new View(
                    life == null ? null : life.id(),
                    shown.unit(),
                    shown.year(),
                    course.studies().stream()
                            .map(one -> new StudyView(one.source(), one.id()))
                            .toList(),
                    course.surveys(),
                    course.meeting(),
                    course.heldOn(),
                    course.problems(),
                    course.measures().stream()
                            .map(one -> new MeasureView(one.text(), one.owner(), one.due(), one.doneOn()))
                            .toList(),
                    shown.checks().stream()
                            .map(one -> new CheckView(
                                    one.point().phase(), one.point(), one.met(), one.count(), one.overdue()))
                            .toList(),
                    shown.article().map(ArticleView::of).orElse(null),
                    version == null ? 0 : version);
        }
    }

    record CriticismView(String member, String note) {}

    private final OrgLifeService service;

    OrgLifeController(OrgLifeService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<View> year(@RequestParam String unit, @RequestParam @CalendarYear Integer year, Caller caller) {
        return service.year(unit, year, caller).map(View::of);
    }

    @Enters
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> open(@Valid @RequestBody Opening request, Caller caller) {
        return service.open(request.unit(), request.year(), caller).map(View::of);
    }

    @Enters
    @PutMapping("/{id}")
    Mono<View> keep(@PathVariable String id, @Valid @RequestBody Keeping request, Caller caller) {
        return service.keep(id, request.course(), caller).map(View::of);
    }

    /** What was said of each person; the look enters the ledger before the answer leaves. */
    @Enters
    @Looks("criticism")
    @GetMapping("/{id}/criticisms")
    Mono<List<CriticismView>> criticisms(@PathVariable String id, Caller caller) {
        return service.criticisms(id, caller)
                .map(all -> all.stream()
                        .map(one -> new CriticismView(one.member(), one.note()))
                        .toList());
    }

    @Enters
    @PostMapping("/{id}/criticisms")
    Mono<View> criticise(@PathVariable String id, @Valid @RequestBody Criticising request, Caller caller) {
        return service.criticise(id, request.member(), request.note(), caller).map(View::of);
    }
}

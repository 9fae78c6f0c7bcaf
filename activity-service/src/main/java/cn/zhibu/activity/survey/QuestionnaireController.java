package cn.zhibu.activity.survey;

import cn.zhibu.activity.survey.Question.Said;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The questions of a survey over HTTP, and what was answered to them. */
@RestController
@RequestMapping("/api/activity/v1/surveys/{id}/questionnaire")
class QuestionnaireController {

    /** {@code options} of a scale are its five steps in words; a free text has none. */
    record Asked(
            @NotNull Question.Type type,
            @NotNull @OneLine(200) String text,
            @Size(max = 12) @Nullable List<@Size(max = 80) String> options,
            @Nullable Boolean required) {

        Question question() {
            return new Question(type, text, options == null ? List.of() : options, Boolean.TRUE.equals(required));
        }
    }

    /** All of the draft: what is left out is empty. {@code audience} who is asked, in words. */
    record Keeping(
            @OneLine(100) @Nullable String audience,
            @Size(max = 40) @Nullable List<@Valid Asked> questions) {

        List<Question> asked() {
            return questions == null
                    ? List.of()
                    : questions.stream().map(Asked::question).toList();
        }
    }

    record Opening(
            @NotNull @Dated(Dated.Of.PLAN) LocalDate until,
            @NotNull @Min(1) @Max(2000) Integer invited) {}

    record Printing(@NotNull @Min(1) @Max(200) Integer count) {}

    /** Codes of slips, each for one answer; shown this once. */
    record Slips(List<String> codes) {}

    /** {@code question} its number and {@code chosen} those of options, from 1. */
    record AnswerEntry(
            @NotNull @Min(1) @Max(40) Integer question,
            @Size(max = 12) @Nullable List<@Min(1) @Max(12) Integer> chosen,
            @Size(max = 1000) @Nullable String text) {

        Said said() {
            return new Said(question, chosen == null ? List.of() : chosen, text);
        }
    }

    record Paper(@NotEmpty @Size(max = 40) List<@Valid AnswerEntry> answers) {}

    record Papers(@NotEmpty @Size(max = 50) List<@Valid Paper> papers) {

        List<List<Said>> said() {
            return papers.stream()
                    .map(one -> one.answers().stream().map(AnswerEntry::said).toList())
                    .toList();
        }
    }

    /** All of the paper, typed in anew. */
    record Anew(
            @NotEmpty @Size(max = 40) List<@Valid AnswerEntry> answers,
            @NotBlank @Size(max = 200) String reason) {

        List<Said> said() {
            return answers.stream().map(AnswerEntry::said).toList();
        }
    }

    record Withdrawal(@NotBlank @Size(max = 200) String reason) {}

    record Inviting(@NotNull @Min(1) @Max(2000) Integer invited) {}

    record QuestionView(Question.Type type, String text, List<String> options, boolean required) {

        static List<QuestionView> of(List<Question> questions) {
            return questions.stream()
                    .map(one -> new QuestionView(one.type(), one.text(), one.options(), one.required()))
                    .toList();
        }
    }

    record Former(@Nullable String audience, List<QuestionView> questions) {}

    /**
     * {@code id} is there once a draft was kept. {@code slips} made and not recalled, {@code answers} by slip, {@code papers} on
     * paper; {@code numbers} those of the papers, and {@code typed} the one that was given last.
     */
    record View(
            @Nullable String id,
            String survey,
            Questionnaire.State state,
            @Nullable String audience,
            List<QuestionView> questions,
            @Nullable LocalDate openedOn,
            @Nullable LocalDate until,
            @Nullable LocalDate closedOn,
            @Nullable Integer invited,
            int slips,
            int answers,
            int papers,
            int typed,
            List<Integer> numbers,
            long version)
            implements Versioned {

        static View of(QuestionnaireService.Shown shown) {
            var one = shown.questionnaire();
            if (one == null) {
                var draft = Questionnaire.State.DRAFT;
                var none = List.<Integer>of();
                return new View(
                        null, shown.survey().id(), draft, null, List.of(), null, null, null, null, 0, 0, 0, 0, none, 0);
            }
            var asking = one.asking();
            var version = one.version();
            return new View(
                    one.id(),
                    one.survey(),
                    one.state(),
                    one.audience(),
                    QuestionView.of(one.questions()),
                    asking == null ? null : asking.openedOn(),
                    asking == null ? null : asking.until(),
                    asking == null ? null : asking.closedOn(),
                    asking == null ? null : asking.invited(),
                    shown.counts().slips(),
                    shown.counts().answers(),
                    shown.counts().papers(),
                    one.papers().typed(),
                    one.papers().numbers(),
                    version == null ? 0 : version);
        }
    }

    /** {@code counts} by option, empty where too few said something; {@code texts} for the branch alone. */
    record ResultView(int answered, List<Integer> counts, List<String> texts) {}

    /** {@code least} answers are asked for before anything is shown, and the closing: {@code questions} is empty until then. */
    record ResultsView(int answered, int least, List<ResultView> questions) {

        static ResultsView of(Results results) {
            return new ResultsView(
                    results.answered(),
                    Results.LEAST,
                    results.questions().stream()
                            .map(one -> new ResultView(one.answered(), one.counts(), one.texts()))
                            .toList());
        }
    }

    private final QuestionnaireService service;

    QuestionnaireController(QuestionnaireService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    /** The questions of the branch's last survey before, to be copied. */
    @Enters
    @GetMapping("/former")
    Mono<Former> former(@PathVariable String id, Caller caller) {
        return service.former(id, caller).map(one -> new Former(one.audience(), QuestionView.of(one.questions())));
    }

    @Enters
    @PutMapping
    Mono<View> keep(@PathVariable String id, @Valid @RequestBody Keeping request, Caller caller) {
        return service.keep(id, request.audience(), request.asked(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/opening")
    Mono<View> open(@PathVariable String id, @Valid @RequestBody Opening request, Caller caller) {
        return service.open(id, request.until(), request.invited(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/slips")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Slips> print(@PathVariable String id, @Valid @RequestBody Printing request, Caller caller) {
        return service.print(id, request.count(), caller).map(Slips::new);
    }

    /** Slips that nobody has used open nothing any more. */
    @Enters
    @PostMapping("/recall")
    Mono<View> recall(@PathVariable String id, Caller caller) {
        return service.recall(id, caller).map(View::of);
    }

    /** Answers that came on paper. */
    @Enters
    @PostMapping("/papers")
    Mono<View> enter(@PathVariable String id, @Valid @RequestBody Papers request, Caller caller) {
        return service.enter(id, request.said(), caller).map(View::of);
    }

    /** A paper that was typed in wrongly, by its number. */
    @Enters
    @PostMapping("/papers/{paper}/correction")
    Mono<View> correct(
            @PathVariable String id,
            @PathVariable @Min(1) @Max(100_000) int paper,
            @Valid @RequestBody Anew request,
            Caller caller) {
        return service.correct(id, paper, request.said(), request.reason(), caller)
                .map(View::of);
    }

    @Enters
    @PostMapping("/papers/{paper}/withdrawal")
    Mono<View> withdraw(
            @PathVariable String id,
            @PathVariable @Min(1) @Max(100_000) int paper,
            @Valid @RequestBody Withdrawal request,
            Caller caller) {
        return service.withdraw(id, paper, request.reason(), caller).map(View::of);
    }

    /** How many are asked, after the opening. */
    @Enters
    @PostMapping("/invitation")
    Mono<View> invite(@PathVariable String id, @Valid @RequestBody Inviting request, Caller caller) {
        return service.invite(id, request.invited(), caller).map(View::of);
    }

    @Enters
    @PostMapping("/closure")
    Mono<View> close(@PathVariable String id, Caller caller) {
        return service.close(id, caller).map(View::of);
    }

    @Reads
    @GetMapping("/results")
    Mono<ResultsView> results(@PathVariable String id, Caller caller) {
        return service.results(id, caller).map(ResultsView::of);
    }
}

package cn.zhibu.activity.survey;

import cn.zhibu.activity.survey.QuestionnaireController.AnswerEntry;
import cn.zhibu.activity.survey.QuestionnaireController.QuestionView;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.security.Open;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers of whoever holds a slip, without signing in. The code stands in the body alone, and in no address. */
@RestController
@RequestMapping("/api/activity/v1/open/questionnaire")
class AnswerController {

    record Asking(@NotNull @Identifier String code) {}

    /** {@code sending} is made by whoever sends, and the same when the same is sent again. */
    record Answering(
            @NotNull @Identifier String code,
            @NotNull @Identifier String sending,
            @NotEmpty @Size(max = 40) List<@Valid AnswerEntry> answers) {}

    record View(
            String title,
            @Nullable String introduction,
            @Nullable String audience,
            LocalDate until,
            List<QuestionView> questions) {

        static View of(OpenAnswers.Form form) {
            var asking = Objects.requireNonNull(form.questionnaire().asking());
            return new View(
                    form.survey().title(),
                    form.survey().question(),
                    form.questionnaire().audience(),
                    asking.until(),
                    QuestionView.of(form.questionnaire().questions()));
        }
    }

    private final OpenAnswers answers;

    AnswerController(OpenAnswers answers) {
        this.answers = answers;
    }

    /** What is asked of whoever holds an unused slip. */
    @Open
    @PostMapping
    Mono<View> asked(@Valid @RequestBody Asking request) {
        return answers.form(request.code()).map(View::of);
    }

    @Open
    @PostMapping("/answers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> answer(@Valid @RequestBody Answering request) {
        return answers.answer(
                request.code(),
                request.sending(),
                request.answers().stream().map(AnswerEntry::said).toList());
    }
}

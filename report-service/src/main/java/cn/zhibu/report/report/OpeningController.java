package cn.zhibu.report.report;

import cn.zhibu.catalogue.Outline.Span;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.report.report.OpeningService.Choice;
import cn.zhibu.report.report.OpeningService.Opening;
import cn.zhibu.words.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What reports a branch can open, over HTTP. */
@RestController
@RequestMapping("/api/report/v1/openings")
class OpeningController {

    record View(String template, String name, Span period, List<ChoiceView> choices) {

        static View of(Opening opening, Language language) {
            return new View(
                    opening.outline().id(),
                    opening.outline().names().in(language),
                    opening.outline().period(),
                    opening.choices().stream().map(ChoiceView::of).toList());
        }
    }

    /**
     * @param term committee whose term it is
     * @param report id of the one that was opened already
     */
    record ChoiceView(
            int year,
            @Nullable String term,
            LocalDate from,
            LocalDate until,
            @Nullable String report) {

        static ChoiceView of(Choice choice) {
            var subject = choice.subject();
            var term = subject.term();
            return new ChoiceView(
                    subject.year(),
                    term == null ? null : term.committee(),
                    subject.period().from(),
                    subject.period().until(),
                    choice.report());
        }
    }

    private final OpeningService service;

    OpeningController(OpeningService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<List<View>> list(@RequestParam String unit, @Nullable Locale locale, Caller caller) {
        return service.openings(unit, caller)
                .map(openings -> openings.stream()
                        .map(opening -> View.of(opening, Language.of(locale)))
                        .toList());
    }
}

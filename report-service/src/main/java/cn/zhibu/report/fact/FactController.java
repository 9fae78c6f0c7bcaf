package cn.zhibu.report.fact;

import static cn.zhibu.report.fact.FactProblem.MEASURE_NOT_FOUND;
import static cn.zhibu.report.fact.FactProblem.OWNER_NOT_FOUND;

import cn.zhibu.catalogue.Measure.Aggregate;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.report.fact.FactService.Total;
import cn.zhibu.words.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Totals of a measure at or below a unit, over HTTP. */
@RestController
@RequestMapping("/api/report/v1/facts")
class FactController {

    record Quantity(String measureUnit, BigDecimal value) {}

    record View(String measure, String name, Aggregate aggregate, LocalDate from, LocalDate to, List<Quantity> totals) {

        static View of(Total total, LocalDate from, LocalDate to, Language language) {
            return new View(
                    total.measure().id(),
                    total.measure().names().in(language),
                    total.measure().aggregate(),
                    from,
                    to,
                    total.byMeasureUnit().entrySet().stream()
                            .map(entry -> new Quantity(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }

    private final FactService service;

    FactController(FactService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<View> total(
            @RequestParam String unit,
            @RequestParam String measure,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @Nullable Locale locale,
            Caller caller) {
        var language = Language.of(locale);
        return service.measure(measure, caller)
                .switchIfEmpty(Mono.error(() -> MEASURE_NOT_FOUND.of(measure)))
                .flatMap(known -> service.total(unit, known, from, to, caller))
                .switchIfEmpty(Mono.error(() -> OWNER_NOT_FOUND.of(unit)))
                .map(total -> View.of(total, from, to, language));
    }
}

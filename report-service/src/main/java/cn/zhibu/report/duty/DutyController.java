package cn.zhibu.report.duty;

import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.report.duty.Duty.Met;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.words.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The duties of a branch over HTTP. */
@RestController
@RequestMapping("/api/report/v1/duties")
class DutyController {

    /** Which form to open to meet a duty: of a session, of a record, or of the committee. */
    record Form(String type, @Nullable String kind, List<String> forms, String unit, List<String> groups) {

        static Form of(Duty duty) {
            var rule = duty.rule();
            var type = !rule.forms().isEmpty() ? "session" : rule.kind() != null ? "record" : "committee";
            var group = duty.group();
            return new Form(type, rule.kind(), rule.forms(), duty.unit(), group == null ? List.of() : List.of(group));
        }
    }

    /** @param verified whether a person has compared the rule with the official text */
    record View(
            String id,
            String rule,
            String name,
            String regulation,
            String article,
            String mark,
            boolean verified,
            String text,
            String unit,
            @Nullable String group,
            String period,
            LocalDate from,
            LocalDate due,
            State state,
            String reason,
            List<Met> records,
            List<Met> inquorate,
            Form form) {

        static View of(Duty duty, DutyService service, Language language) {
            var rule = duty.rule();
            return new View(
                    duty.id(),
                    rule.id(),
                    rule.names().in(language),
                    rule.regulation().in(language),
                    rule.article().in(language),
                    rule.mark(),
                    rule.verified(),
                    rule.text().in(language),
                    duty.unit(),
                    duty.group(),
                    duty.period(),
                    duty.from(),
                    duty.due(),
                    duty.state(),
                    service.reason(duty.standing(), language),
                    duty.metBy(),
                    duty.inquorate(),
                    Form.of(duty));
        }
    }

    private final DutyService service;

    DutyController(DutyService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<List<View>> list(
            @RequestParam String unit,
            @RequestParam @CalendarYear Integer year,
            @Nullable Locale locale,
            Caller caller) {
        var language = Language.of(locale);
        return service.ofBranch(unit, year, caller)
                .map(duties -> duties.stream()
                        .map(duty -> View.of(duty, service, language))
                        .toList());
    }
}

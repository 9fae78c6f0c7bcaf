package cn.zhibu.report.duty;

import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.report.duty.Duty.Met;
import cn.zhibu.report.duty.Duty.State;
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

/** The duties of a branch over HTTP. */
@RestController
@RequestMapping("/api/report/v1/duties")
class DutyController {

    private static final int LISTED = 20;

    /** Which form to open to meet a duty: of a session, of a record, or of the committee. */
    record Form(String type, @Nullable String kind, List<String> forms, String unit, List<String> groups) {

        static Form of(Duty duty) {
            var rule = duty.rule();
            var type = !rule.forms().isEmpty() ? "session" : rule.kind() != null ? "record" : "committee";
            var group = duty.group();
            return new Form(type, rule.kind(), rule.forms(), duty.unit(), group == null ? List.of() : List.of(group));
        }
    }

    /**
     * @param verified whether a person has compared the rule with the official text
     * @param records the first 20 of what meets it or exempts from it
     * @param more how many there are besides
     * @param inquorate the first 20 meetings that were held without their quorum
     */
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
            int more,
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
                    first(duty.metBy()),
                    Math.max(0, duty.metBy().size() - LISTED),
                    first(duty.inquorate()),
                    Form.of(duty));
        }

        private static List<Met> first(List<Met> all) {
            return all.subList(0, Math.min(LISTED, all.size()));
        }
    }

    private final DutyService service;

    DutyController(DutyService service) {
        this.service = service;
    }

    /** All of a year, or only those that this session or record ({@code record}) meets. */
    @Reads
    @GetMapping
    Mono<List<View>> list(
            @RequestParam String unit,
            @RequestParam @CalendarYear Integer year,
            @RequestParam(required = false) @Nullable String record,
            @Nullable Locale locale,
            Caller caller) {
        var language = Language.of(locale);
        return service.ofBranch(unit, year, caller)
                .map(duties -> duties.stream()
                        .filter(duty -> record == null || duty.isMetBy(record))
                        .map(duty -> View.of(duty, service, language))
                        .toList());
    }
}

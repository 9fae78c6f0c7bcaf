package cn.zhibu.report.duty;

import cn.zhibu.rules.RulePack;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * When duties are told: days before the last day, by the period of the rule. These numbers are ours and no regulation's.
 *
 * @param after the pause after the start in which the read models may catch up
 * @param months how long after its last day a duty of a period is still spoken of
 */
@Component
record Leads(
        @Value("${zhibu.duties.watched-every}") Duration every,
        @Value("${zhibu.duties.watched-after}") Duration after,
        @Value("${zhibu.duties.lead-days.month}") int month,
        @Value("${zhibu.duties.lead-days.quarter}") int quarter,
        @Value("${zhibu.duties.lead-days.year}") int year,
        @Value("${zhibu.duties.lead-days.once}") int once,
        @Value("${zhibu.duties.told-for-months}") int months) {

    /** Days on which there may be something to tell of a duty, as long as nothing else happens. */
    Stream<LocalDate> turns(Judgement judged) {
        var told = judged.duty().due().minusDays(of(judged.rule().period()));
        return Stream.concat(judged.turns(), Stream.of(told));
    }

    int of(RulePack.Period period) {
        return switch (period) {
            case MONTH -> month;
            case QUARTER -> quarter;
            case YEAR -> year;
            case ONCE -> once;
        };
    }
}

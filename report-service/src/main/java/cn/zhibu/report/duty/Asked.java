package cn.zhibu.report.duty;

import cn.zhibu.rules.RulePack.Rule;
import cn.zhibu.words.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is shown beside its duties.
 *
 * @param period in which it comes again: MONTH, QUARTER, YEAR or ONCE
 */
public record Asked(
        String id,
        Words names,
        Words text,
        Words regulation,
        Words article,
        String mark,
        boolean verified,
        String period,
        int times,
        List<String> forms,
        @Nullable String kind) {

    static Asked of(Rule rule) {
        return new Asked(
                rule.id(),
                rule.names(),
                rule.text(),
                rule.regulation(),
                rule.article(),
                rule.mark().name(),
                rule.verified(),
                rule.period().name(),
                rule.times(),
                rule.metBy().sessions(),
                rule.metBy().kind());
    }
}

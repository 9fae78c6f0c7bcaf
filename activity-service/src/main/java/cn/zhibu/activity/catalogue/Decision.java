package cn.zhibu.activity.catalogue;

import java.util.List;
import java.util.Map;

/** What a meeting decides, as clients read it; {@link cn.zhibu.rules.Decision} says what its parts mean. */
record Decision(
        String id,
        Map<String, String> names,
        String rule,
        Map<String, String> article,
        String mark,
        List<String> forms,
        cn.zhibu.rules.Decision.Persons persons,
        boolean restricted,
        boolean writtenVotes) {

    static Decision of(cn.zhibu.rules.Decision decision) {
        return new Decision(
                decision.id(),
                decision.names().texts(),
                decision.rule(),
                decision.article().texts(),
                decision.mark().name(),
                decision.forms(),
                decision.persons(),
                decision.restricted(),
                decision.writtenVotes());
    }
}

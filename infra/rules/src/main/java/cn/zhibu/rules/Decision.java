package cn.zhibu.rules;

import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a meeting decides (BR-08), as written in the rules.
 *
 * @param rule id of the rule that gives the power
 * @param forms the forms of which it is a power, the one that decides first
 * @param restricted whom it is about is shown to the branch alone
 * @param writtenVotes an opinion sent in writing before the meeting counts as a vote (DM-17)
 */
public record Decision(
        String id,
        String rule,
        Words names,
        Words regulation,
        Words article,
        RulePack.Mark mark,
        boolean verified,
        LocalDate from,
        @Nullable LocalDate until,
        List<String> forms,
        Persons persons,
        boolean restricted,
        boolean writtenVotes) {

    /** Whom a decision is about: nobody, members, those on probation, applicants who are no members yet, or either. */
    public enum Persons {
        NOBODY,
        MEMBERS,
        PROBATIONARY,
        APPLICANTS,
        ANYBODY
    }
}

package cn.zhibu.member.organisation;

import static cn.zhibu.member.organisation.UnitProblem.AGREEMENT_ENDS_BEFORE_IT_BEGINS;
import static cn.zhibu.member.organisation.UnitProblem.AGREEMENT_WITHOUT_ENTRUSTING;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * By which a school is entrusted to the one above it.
 *
 * @param until its last day
 * @param guidance what was promised
 */
record Agreement(
        LocalDate from, @Nullable LocalDate until, @Nullable String guidance) {

    void check(Unit.@Nullable Campus campus) {
        if (campus != Unit.Campus.ENTRUSTED) {
            throw AGREEMENT_WITHOUT_ENTRUSTING.at("/agreedFrom");
        }
        if (until != null && until.isBefore(from)) {
            throw AGREEMENT_ENDS_BEFORE_IT_BEGINS.at("/agreedUntil", from);
        }
    }
}

package cn.zhibu.activity.appraisal;

import cn.zhibu.activity.appraisal.Appraisal.Grade;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** What happens to appraisals: members per grade, and nobody's grade. */
sealed interface AppraisalEvent extends DomainEvent {

    @EventName("appraisal.kept.v1")
    record Kept(
            String appraisal,
            String unit,
            List<String> ancestors,
            int year,
            LocalDate date,
            List<Counted> grades,
            int told)
            implements AppraisalEvent {

        static Kept of(Appraisal appraisal) {
            return new Kept(
                    appraisal.id(),
                    appraisal.scope().unit(),
                    appraisal.scope().ancestors(),
                    appraisal.year(),
                    appraisal.on(),
                    Arrays.stream(Grade.values())
                            .map(grade -> new Counted(grade.name(), appraisal.count(grade)))
                            .filter(one -> one.count() > 0)
                            .toList(),
                    appraisal.told());
        }
    }

    record Counted(String grade, int count) {}
}

package cn.zhibu.member.development;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import java.time.LocalDate;
import java.util.List;

/** What happens to cases: steps, days and stages; nobody's name and nobody's words. */
sealed interface DevelopmentEvent extends DomainEvent {

    @EventName("development.opened.v1")
    record Opened(String development, String unit, List<String> ancestors, LocalDate on, String pack)
            implements DevelopmentEvent {

        static Opened of(Development opened, Entry application) {
            return new Opened(
                    opened.id(),
                    opened.scope().unit(),
                    opened.scope().ancestors(),
                    application.on(),
                    application.pack());
        }
    }

    @EventName("development.step-recorded.v1")
    record StepRecorded(
            String development,
            String unit,
            List<String> ancestors,
            String entry,
            String step,
            LocalDate on,
            String result,
            String pack,
            String stage,
            String status)
            implements DevelopmentEvent {

        static StepRecorded of(Development now, Entry entry) {
            var then = now.scopeOn(entry.on());
            return new StepRecorded(
                    now.id(),
                    then.unit(),
                    then.ancestors(),
                    entry.id(),
                    entry.step(),
                    entry.on(),
                    entry.result().name(),
                    entry.pack(),
                    now.course().stage().name(),
                    now.course().status().name());
        }
    }

    @EventName("development.step-corrected.v1")
    record StepCorrected(
            String development,
            String unit,
            List<String> ancestors,
            String entry,
            String step,
            LocalDate on,
            String result,
            String pack,
            String stage,
            String status)
            implements DevelopmentEvent {

        static StepCorrected of(Development now, Entry entry) {
            var said = StepRecorded.of(now, entry);
            return new StepCorrected(
                    said.development(),
                    said.unit(),
                    said.ancestors(),
                    said.entry(),
                    said.step(),
                    said.on(),
                    said.result(),
                    said.pack(),
                    said.stage(),
                    said.status());
        }
    }

    /** Who it is was corrected; who that is is not told. */
    @EventName("development.identified.v1")
    record Identified(String development, String unit, List<String> ancestors) implements DevelopmentEvent {}

    /** Probation lasts so many months longer, by a decision of that day. */
    @EventName("development.extended.v1")
    record Extended(String development, String unit, List<String> ancestors, LocalDate on, int months)
            implements DevelopmentEvent {}

    /** It went along with the person from another branch of the bureau; that branch keeps the steps of its days. */
    @EventName("development.moved.v1")
    record Moved(String development, String unit, List<String> ancestors, String from, LocalDate on)
            implements DevelopmentEvent {}

    @EventName("development.ended.v1")
    record Ended(String development, String unit, List<String> ancestors, LocalDate on, String ending)
            implements DevelopmentEvent {}
}

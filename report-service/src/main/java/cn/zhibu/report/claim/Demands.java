package cn.zhibu.report.claim;

import cn.zhibu.report.duty.Duty;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.duty.DutyService;
import java.util.List;
import java.util.stream.Collectors;

/** How often rules ask for something in the period, and how often it was missed. */
@FunctionalInterface
interface Demands {

    int occasions(List<String> rules);

    /** Occasions whose time has passed without what they asked for, however much was done at other times. */
    default int missed(List<String> rules) {
        return 0;
    }

    static Demands of(List<Duty> owed) {
        return new Demands() {
            @Override
            public int occasions(List<String> rules) {
                return DutyService.occasionsAsked(owed, rules);
            }

            @Override
            public int missed(List<String> rules) {
                return owed.stream()
                        .filter(duty -> rules.contains(duty.rule().id()) && duty.state() == State.OVERDUE)
                        .collect(Collectors.toMap(
                                duty -> duty.rule().id() + ":" + duty.period(), Demands::missing, Math::max))
                        .values()
                        .stream()
                        .mapToInt(Integer::intValue)
                        .sum();
            }
        };
    }

    private static int missing(Duty duty) {
        return Math.max(1, duty.rule().times() - duty.metBy().size());
    }
}

package cn.zhibu.activity.calendar;

import static cn.zhibu.activity.calendar.CalendarProblem.*;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.plan.PlanService;
import cn.zhibu.activity.plan.PlannedDay;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.activity.session.HeldDay;
import cn.zhibu.activity.session.HeldService;
import cn.zhibu.platform.security.Caller;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Counts what is planned and what was held on each day, of all that the caller reads at or below a unit. */
@Service
class CalendarService {

    /** Most days that are looked at together: two months. */
    static final int DAYS = 62;

    /** How many meetings a day has: to come and on record. */
    record Day(LocalDate date, int planned, int held) {}

    private final PlanService plans;
    private final HeldService sessions;
    private final RosterService roster;

    CalendarService(PlanService plans, HeldService sessions, RosterService roster) {
        this.plans = plans;
        this.sessions = sessions;
        this.roster = roster;
    }

    /** The days that have anything, in order. */
    Mono<List<Day>> days(String unit, LocalDate from, LocalDate until, Caller caller) {
        if (until.isBefore(from) || ChronoUnit.DAYS.between(from, until) >= DAYS) {
            return Mono.error(CALENDAR_TOO_LONG.at("/until", DAYS));
        }
        return roster.place(unit, READ, caller)
                .switchIfEmpty(Mono.error(() -> CALENDAR_UNIT_NOT_FOUND.of(unit)))
                .then(Mono.zip(
                        plans.days(unit, from, until, caller).collectList(),
                        sessions.days(unit, from, until, caller).collectList()))
                .map(both -> joined(both.getT1(), both.getT2()));
    }

    private static List<Day> joined(List<PlannedDay> planned, List<HeldDay> held) {
        var toCome = planned.stream().collect(Collectors.toMap(PlannedDay::date, PlannedDay::plans));
        var onRecord = held.stream().collect(Collectors.toMap(HeldDay::date, HeldDay::sessions));
        var days = new TreeSet<>(toCome.keySet());
        days.addAll(onRecord.keySet());
        return days.stream()
                .map(day -> new Day(day, toCome.getOrDefault(day, 0), onRecord.getOrDefault(day, 0)))
                .toList();
    }
}

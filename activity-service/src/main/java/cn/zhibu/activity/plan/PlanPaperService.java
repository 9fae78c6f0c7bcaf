package cn.zhibu.activity.plan;

import static cn.zhibu.activity.plan.PlanProblem.PLAN_BRANCH_NOT_FOUND;
import static cn.zhibu.platform.security.Capability.READ;

import cn.zhibu.activity.paper.Meeting;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.security.Caller;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What the papers of a meeting to come say: what is known of it, and who is asked. */
@Service
class PlanPaperService {

    private final PlanService plans;
    private final RosterService roster;

    PlanPaperService(PlanService plans, RosterService roster) {
        this.plans = plans;
        this.roster = roster;
    }

    Mono<Meeting> planned(String id, Caller caller) {
        return plans.one(id, caller).flatMap(plan -> {
            var unit = plan.scope().unit();
            var body = plan.body();
            return roster.shape(unit, caller)
                    .map(shape -> meeting(
                            unit,
                            new Meeting.Head(plan.forms(), body.date(), body.start(), null, body.topic(), body.place()),
                            Inviting.invited(body, shape),
                            body.agenda()));
        });
    }

    /** Of no plan; nobody is named where no day is. */
    Mono<Meeting> empty(String unit, Set<MeetingForm> forms, @Nullable LocalDate date, Caller caller) {
        var names = forms.stream().sorted().map(Enum::name).toList();
        var head = new Meeting.Head(names, date, null, null, null, null);
        return roster.place(unit, READ, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .switchIfEmpty(Mono.error(() -> PLAN_BRANCH_NOT_FOUND.at("/unit", unit)))
                .flatMap(place -> date == null
                        ? Mono.just(meeting(unit, head, List.of(), List.of()))
                        : roster.shape(unit, caller)
                                .map(shape -> meeting(
                                        unit, head, Inviting.expected(forms, List.of(), date, shape), List.of())));
    }

    private static Meeting meeting(String unit, Meeting.Head head, Collection<String> asked, List<String> agenda) {
        var people = asked.stream()
                .map(member -> new Meeting.Attended(member, false, null))
                .toList();
        return new Meeting(
                unit,
                head,
                null,
                people,
                agenda.stream().map(Meeting.Point::toCome).toList(),
                null);
    }
}

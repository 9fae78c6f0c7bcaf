package cn.zhibu.activity.plan;

import static cn.zhibu.activity.plan.PlanProblem.*;

import cn.zhibu.directory.Group;
import cn.zhibu.directory.Shape;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who is asked to a meeting, by the branch as it will be that day as far as is known. */
final class Inviting {

    private Inviting() {}

    /** Refuses who and what does not belong to the branch. */
    static void check(Plan.Body body, Shape shape) {
        if (!shape.unit().openOn(body.date())) {
            throw PLAN_BRANCH_CLOSED.at("/date");
        }
        var groups = shape.groupsOn(body.date()).stream().map(Group::id).collect(Collectors.toSet());
        if (!groups.containsAll(body.groups())) {
            throw PLAN_GROUP_NOT_OF_THIS_BRANCH.at("/groups");
        }
        var members = shape.membersOn(body.date());
        for (int i = 0; i < body.asked().size(); i++) {
            if (!members.contains(body.asked().get(i))) {
                throw ASKED_NOT_OF_THIS_BRANCH.at("/asked/" + i);
            }
        }
    }

    /** Ids of those who are asked: who was named, or the committee to its meeting, the groups to theirs, all to any other. */
    static List<String> invited(Plan.Body body, Shape shape) {
        var members = shape.membersOn(body.date());
        if (!body.asked().isEmpty()) {
            return body.asked().stream().filter(members::contains).toList();
        }
        return expected(body.forms(), body.groups(), body.date(), shape);
    }

    /** Ids of those who come to a meeting of such forms of which nothing else is known. */
    static List<String> expected(Set<MeetingForm> forms, List<String> groups, LocalDate day, Shape shape) {
        var only = forms.size() == 1 ? forms.iterator().next() : null;
        var some = only == MeetingForm.COMMITTEE_MEETING
                ? shape.seatedOn(day)
                : only == MeetingForm.GROUP_MEETING ? shape.membersOfGroups(Set.copyOf(groups), day) : Set.<String>of();
        return List.copyOf(new TreeSet<>(some.isEmpty() ? shape.membersOn(day) : some));
    }
}

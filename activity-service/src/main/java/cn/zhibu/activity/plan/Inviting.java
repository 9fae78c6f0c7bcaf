package cn.zhibu.activity.plan;

import static cn.zhibu.activity.plan.PlanProblem.*;

import cn.zhibu.directory.Group;
import cn.zhibu.directory.Shape;
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
        var only = body.forms().size() == 1 ? body.forms().iterator().next() : null;
        var some = only == MeetingForm.COMMITTEE_MEETING
                ? shape.seatedOn(body.date())
                : only == MeetingForm.GROUP_MEETING
                        ? shape.membersOfGroups(Set.copyOf(body.groups()), body.date())
                        : Set.<String>of();
        return List.copyOf(new TreeSet<>(some.isEmpty() ? members : some));
    }
}

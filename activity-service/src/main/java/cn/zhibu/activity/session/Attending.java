package cn.zhibu.activity.session;

import static cn.zhibu.activity.session.SessionProblem.*;

import cn.zhibu.activity.session.Session.Body;
import cn.zhibu.activity.session.Session.Form;
import cn.zhibu.directory.Group;
import cn.zhibu.directory.QuorumService;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Verdict;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds what was typed of a meeting against the branch of its day, and judges it by the rules (BR-07, BR-10, BR-13). */
@Component
class Attending {

    private final QuorumService quorums;
    private final Clock clock;

    Attending(QuorumService quorums, Clock clock) {
        this.quorums = quorums;
        this.clock = clock;
    }

    /**
     * Refuses what cannot have been.
     *
     * @param known who is on the list already and stays there, even where the roster was corrected since
     */
    void check(Body body, Shape shape, Set<String> known) {
        var day = body.date();
        if (day.isAfter(LocalDate.now(clock))) {
            throw SESSION_IN_THE_FUTURE.at("/date");
        }
        if (!shape.unit().openOn(day)) {
            throw SESSION_BRANCH_CLOSED.at("/date");
        }
        checkPeople(body, shape.membersOn(day), known);
        var groups = shape.groupsOn(day).stream().map(Group::id).collect(Collectors.toSet());
        if (!groups.containsAll(body.people().groups())) {
            throw GROUP_NOT_OF_THIS_BRANCH.at("/groups");
        }
        checkVotes(body, shape);
    }

    private static void checkPeople(Body body, Set<String> members, Set<String> known) {
        var people = body.people();
        for (int i = 0; i < people.attendance().size(); i++) {
            var member = people.attendance().get(i).member();
            if (!members.contains(member) && !known.contains(member)) {
                throw NOT_OF_THIS_BRANCH.at("/attendance/" + i + "/member");
            }
        }
        var there = Set.copyOf(people.attendees());
        checkLed("/chair", people.chair(), people.chairGuest(), there);
        checkLed("/recorder", people.recorder(), people.recorderGuest(), there);
        var lecturer = body.went().lecturer();
        if (lecturer != null) {
            checkLed("/lecturer/member", lecturer.member(), lecturer.name(), there);
        }
    }

    /** Who leads or records was there, as a member or as a guest by name. */
    private static void checkLed(String pointer, @Nullable String member, @Nullable String guest, Set<String> there) {
        if (member != null && (guest != null || !there.contains(member))) {
            throw LED_BY_NOBODY_THERE.at(pointer);
        }
    }

    /** Nobody votes who was not there or has no vote. */
    private void checkVotes(Body body, Shape shape) {
        var most = verdicts(body, shape).stream()
                .mapToInt(Verdict::present)
                .max()
                .orElseGet(() -> body.people().present());
        for (int i = 0; i < body.agenda().size(); i++) {
            var votes = body.agenda().get(i).votes();
            if (votes != null && votes.cast() > most) {
                throw MORE_VOTES_THAN_PRESENT.at("/agenda/" + i + "/votes", votes.cast(), most);
            }
        }
    }

    /** How a meeting stands by the quorums of its forms. */
    List<Verdict> verdicts(Body body, Shape shape) {
        var forms = body.forms().stream().map(Form::name).toList();
        var people = body.people();
        return quorums.judge(forms, shape, body.date(), people.asked(), people.attendees());
    }

    /** The forms that were held without their quorum. */
    Set<Form> inquorate(Session session, @Nullable Shape shape) {
        return shape == null
                ? Set.of()
                : verdicts(session.body(), shape).stream()
                        .filter(verdict -> !verdict.met())
                        .map(verdict -> Form.valueOf(verdict.quorum().form()))
                        .collect(Collectors.toSet());
    }
}

package cn.zhibu.activity.session;

import static cn.zhibu.activity.session.SessionProblem.*;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;

import cn.zhibu.activity.session.Session.Body;
import cn.zhibu.activity.session.Session.Form;
import cn.zhibu.directory.Committee.Seat;
import cn.zhibu.directory.Group;
import cn.zhibu.directory.Outcome;
import cn.zhibu.directory.QuorumService;
import cn.zhibu.directory.Shape;
import cn.zhibu.directory.Verdict;
import cn.zhibu.process.problem.FieldFault;
import cn.zhibu.rules.Article;
import cn.zhibu.rules.Decision;
import cn.zhibu.rules.RuleService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds what was typed of a meeting against the branch of its day, and judges it by the rules (BR-07, BR-08, BR-10, BR-13). */
@Component
class Attending {

    private static final Set<Form> LED = Set.of(Form.BRANCH_ASSEMBLY, Form.COMMITTEE_MEETING);
    private static final Set<String> LEADING = Set.of("SECRETARY", "DEPUTY_SECRETARY");
    private static final String CHAIR = "BR-13";

    private final QuorumService quorums;
    private final RuleService rules;
    private final Clock clock;

    Attending(QuorumService quorums, RuleService rules, Clock clock) {
        this.quorums = quorums;
        this.rules = rules;
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
        checkDecisions(body, shape.membersOn(day), known);
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

    /** Whom a decision is about belonged to the branch that day; what is decided is one of the rules. */
    private void checkDecisions(Body body, Set<String> members, Set<String> known) {
        for (int i = 0; i < body.agenda().size(); i++) {
            var item = body.agenda().get(i);
            if (item.decision() != null && rules.decision(item.decision()).isEmpty()) {
                throw UNKNOWN_DECISION.at("/agenda/" + i + "/decision");
            }
            for (int j = 0; j < item.concerned().size(); j++) {
                var person = item.concerned().get(j);
                var member = person.member();
                if (member == null && person.name() == null) {
                    throw INVALID_INPUT.with(
                            List.of(FieldFault.of("/agenda/" + i + "/about/" + j + "/name", "REQUIRED")));
                }
                if (member != null && !members.contains(member) && !known.contains(member)) {
                    throw CONCERNED_NOT_OF_THIS_BRANCH.at("/agenda/" + i + "/about/" + j + "/member");
                }
            }
        }
    }

    /** Nobody votes who was not there or has no vote, but where an opinion in writing counts (DM-17). */
    private void checkVotes(Body body, Shape shape) {
        var people = body.people();
        var verdicts = verdicts(body, shape);
        var there = verdicts.stream().mapToInt(Verdict::present).max().orElseGet(people::present);
        var asked = verdicts.stream().mapToInt(Verdict::expected).max().orElseGet(people::expected);
        for (int i = 0; i < body.agenda().size(); i++) {
            var item = body.agenda().get(i);
            var votes = item.votes();
            var most = decision(item).filter(Decision::writtenVotes).isPresent() ? asked : there;
            if (votes != null && votes.cast() > most) {
                throw MORE_VOTES_THAN_PRESENT.at("/agenda/" + i + "/votes", votes.cast(), most);
            }
        }
    }

    private Optional<Decision> decision(Item item) {
        return Optional.ofNullable(item.decided()).flatMap(rules::decision);
    }

    /** What became of each point of the agenda, in its order; nothing of those on which nothing was decided. */
    List<Optional<Outcome>> rulings(Body body, Shape shape) {
        return body.agenda().stream()
                .map(item -> decision(item).map(decision -> outcome(item, decision, body, shape)))
                .toList();
    }

    List<Outcome> outcomes(Body body, Shape shape) {
        return rulings(body, shape).stream().flatMap(Optional::stream).toList();
    }

    private Outcome outcome(Item item, Decision decision, Body body, Shape shape) {
        var votes = item.votes();
        var forms = body.forms().stream().map(Form::name).toList();
        var people = body.people();
        return quorums.decide(
                decision,
                forms,
                shape,
                body.date(),
                people.asked(),
                people.attendees(),
                votes == null ? null : votes.approve());
    }

    /** Whether whom it is about is shown to the branch alone. */
    boolean restricted(Item item) {
        return decision(item).filter(Decision::restricted).isPresent();
    }

    /**
     * What is said of who chaired (BR-13), where it was neither the secretary nor the deputy and nobody asked a member to do so;
     * of a group meeting, where it was nobody of the group. Nothing is said of a branch whose posts are not known.
     */
    Optional<Article> chaired(Body body, Shape shape) {
        var people = body.people();
        var chair = people.chair();
        if (chair == null && people.chairGuest() == null) {
            return Optional.empty();
        }
        return led(body, shape, chair) ? Optional.empty() : rules.article(CHAIR, body.date());
    }

    private static boolean led(Body body, Shape shape, @Nullable String chair) {
        var day = body.date();
        if (body.forms().stream().anyMatch(LED::contains)) {
            var seats = shape.seatsOn(day);
            var posted = seats.stream()
                    .filter(seat -> LEADING.contains(seat.post()))
                    .map(Seat::person)
                    .collect(Collectors.toSet());
            return posted.isEmpty()
                    || chair != null && (posted.contains(chair) || body.people().chairDelegated());
        }
        if (body.forms().contains(Form.GROUP_MEETING)) {
            var groups = Set.copyOf(body.people().groups());
            var placed = shape.membersOfGroups(groups, day);
            return placed.isEmpty()
                    || chair != null && (placed.contains(chair) || body.people().chairDelegated());
        }
        return true;
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

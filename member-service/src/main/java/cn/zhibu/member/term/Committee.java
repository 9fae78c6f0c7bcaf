package cn.zhibu.member.term;

import static cn.zhibu.member.term.TermProblem.*;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Unique;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A branch committee in its term (BR-14 to BR-16). It is in office until the next one is formed.
 *
 * @param answers what the superior did with its results; none where an earlier release wrote it
 * @param uniqueKey branch and day, so that a branch forms one committee a day; its own id once withdrawn
 * @param reason why it was last corrected
 * @param withdrawn why it was withdrawn
 */
@Document("committees")
@CompoundIndexes({
    @CompoundIndex(name = "newest", def = "{'scope.unit': 1, 'term.on': -1, '_id': 1}"),
    @CompoundIndex(name = "reach", def = "{'scope.ancestors': 1}"),
    @CompoundIndex(name = "seated", def = "{'seats.member': 1}"),
    @CompoundIndex(name = "once", def = "{'uniqueKey': 1}", unique = true)
})
@Unique(index = "once", field = "/on", refusal = TermProblem.class, as = "COMMITTEE_THAT_DAY", value = "term.on")
record Committee(
        @Id String id,
        Scope scope,
        Term term,
        List<Seat> seats,
        @Nullable List<Answer> answers,
        String uniqueKey,
        @Nullable String reason,
        @Nullable String withdrawn,
        @Version @Nullable Long version)
        implements Scoped {

    /** When it was formed, and for how many years: kept on the term and never derived (rules 1.2). */
    record Term(LocalDate on, int years) {}

    /**
     * A member's post in the committee (BR-15).
     *
     * @param until first day on which it is no longer theirs
     */
    record Seat(
            String member,
            Post post,
            LocalDate from,
            @Nullable LocalDate until) {

        boolean heldOn(LocalDate day) {
            return !from.isAfter(day) && (until == null || until.isAfter(day));
        }
    }

    enum Post {
        SECRETARY,
        DEPUTY_SECRETARY,
        ORGANISATION,
        PUBLICITY,
        DISCIPLINE,
        OTHER
    }

    /** Whom the superior approves; the others are filed (BR-17). */
    private static final Set<Post> LED = Set.of(Post.SECRETARY, Post.DEPUTY_SECRETARY);

    /** Who gets which post. */
    record Elected(String member, Post post) {}

    /** A seat changes hands: who leaves a post, who takes it. Either may be nobody (BR-18). */
    record Handing(
            Post post, @Nullable String leaves, @Nullable String takes, LocalDate on) {}

    /** Forms a committee for a term. Exactly one secretary; nobody holds two seats; all belong to the branch that day. */
    static Change<Committee> form(String id, Scope branch, Term term, List<Elected> elected, Set<String> members) {
        var seats = seated(term, elected, members);
        var committee = new Committee(id, branch, term, seats, List.of(), key(branch, term), null, null, null);
        return Change.of(committee, CommitteeEvent.Formed.of(committee));
    }

    /** Corrects day, years and first seats; a seat that changed hands since stays as it is. */
    Change<Committee> correct(Term corrected, List<Elected> elected, Set<String> members, String why) {
        refuseIfWithdrawn();
        var changed = seats.stream()
                .filter(seat -> seat.until() != null || seat.from().isAfter(term.on()))
                .toList();
        if (!changed.isEmpty()
                && changed.stream()
                        .anyMatch(seat -> seat.from().isBefore(corrected.on())
                                && seat.from().isAfter(term.on()))) {
            throw SEAT_CHANGED_BEFORE.at("/on");
        }
        var fresh = seated(corrected, elected, members);
        var all = new ArrayList<Seat>();
        for (var seat : fresh) {
            all.add(changed.stream()
                    .filter(old -> old.from().equals(term.on())
                            && old.member().equals(seat.member())
                            && old.post() == seat.post())
                    .findFirst()
                    .map(old -> new Seat(seat.member(), seat.post(), seat.from(), old.until()))
                    .orElse(seat));
        }
        changed.stream().filter(seat -> seat.from().isAfter(term.on())).forEach(all::add);
        var moved = answered().stream()
                .map(answer -> answer.on().equals(term.on()) ? answer.of(corrected.on()) : answer)
                .toList();
        var committee =
                new Committee(id, scope, corrected, List.copyOf(all), moved, key(scope, corrected), why, null, version);
        return Change.of(committee, CommitteeEvent.Corrected.of(committee)).because(why);
    }

    /** A seat changes hands in mid-term without a new term: a by-election, an appointment, a resignation (BR-18). */
    Change<Committee> reseat(Handing handing, Set<String> members, String why) {
        refuseIfWithdrawn();
        if (handing.on().isBefore(term.on())) {
            throw BEFORE_THE_TERM.at("/on", term.on());
        }
        if (handing.leaves() == null && handing.takes() == null) {
            throw NOBODY_NAMED.at("/takes");
        }
        var all = new ArrayList<Seat>(seats);
        if (handing.leaves() != null) {
            leave(all, handing);
        }
        if (handing.takes() != null) {
            take(all, handing, members);
        }
        var committee = new Committee(id, scope, term, List.copyOf(all), answers, uniqueKey, why, null, version);
        return Change.of(committee, CommitteeEvent.Reseated.of(committee)).because(why);
    }

    private static void leave(List<Seat> all, Handing handing) {
        Predicate<Seat> left = seat ->
                seat.member().equals(handing.leaves()) && seat.post() == handing.post() && seat.heldOn(handing.on());
        var seat = all.stream().filter(left).findFirst().orElseThrow(() -> SEAT_NOT_HELD.at("/leaves"));
        all.remove(seat);
        if (seat.from().isBefore(handing.on())) {
            all.add(new Seat(seat.member(), seat.post(), seat.from(), handing.on()));
        }
    }

    private static void take(List<Seat> all, Handing handing, Set<String> members) {
        var member = Objects.requireNonNull(handing.takes());
        if (!members.contains(member)) {
            throw NOT_A_MEMBER_THEN.at("/takes", handing.on());
        }
        for (var seat : all) {
            var still = seat.until() == null || seat.until().isAfter(handing.on());
            if (still && seat.member().equals(member)) {
                throw TWO_SEATS.at("/takes");
            }
            if (still && seat.post() == handing.post() && handing.post() == Post.SECRETARY) {
                throw ONE_SECRETARY.at("/leaves");
            }
        }
        all.add(new Seat(member, handing.post(), handing.on(), null));
    }

    /** The days on which seats were taken, oldest first. */
    List<Answer.Result> results() {
        return seats.stream()
                .map(Seat::from)
                .distinct()
                .sorted()
                .map(day -> new Answer.Result(day, taken(day, LED::contains), taken(day, post -> !LED.contains(post))))
                .toList();
    }

    private boolean taken(LocalDate day, Predicate<Post> posts) {
        return seats.stream().anyMatch(seat -> seat.from().equals(day) && posts.test(seat.post()));
    }

    List<Answer> answered() {
        return answers == null ? List.of() : answers;
    }

    /** Notes what the superior did with a result; said anew, the last word holds, and an empty one takes it back. */
    Change<Committee> answer(Answer answer) {
        refuseIfWithdrawn();
        answer.check(results().stream()
                .filter(result -> result.on().equals(answer.on()))
                .findFirst()
                .orElseThrow(() -> NO_RESULT_THAT_DAY.at("/on")));
        var all = new ArrayList<>(answered());
        all.removeIf(old -> old.on().equals(answer.on()));
        if (answer.says()) {
            all.add(answer);
        }
        var committee = new Committee(id, scope, term, seats, List.copyOf(all), uniqueKey, reason, withdrawn, version);
        return Change.of(committee, CommitteeEvent.Answered.of(committee, answer));
    }

    /** Takes back a committee that was entered by mistake. */
    Change<Committee> withdraw(String why) {
        refuseIfWithdrawn();
        var committee = new Committee(id, scope, term, seats, answers, id, reason, why, version);
        return Change.of(committee, new CommitteeEvent.Withdrawn(id, scope.unit(), scope.ancestors()))
                .because(why);
    }

    private static List<Seat> seated(Term term, List<Elected> elected, Set<String> members) {
        if (elected.stream().filter(one -> one.post() == Post.SECRETARY).count() != 1) {
            throw ONE_SECRETARY.at("/seats");
        }
        if (elected.stream().map(Elected::member).distinct().count() != elected.size()) {
            throw TWO_SEATS.at("/seats");
        }
        for (int i = 0; i < elected.size(); i++) {
            if (!members.contains(elected.get(i).member())) {
                throw NOT_A_MEMBER_THEN.at("/seats/" + i + "/member", term.on());
            }
        }
        return elected.stream()
                .map(one -> new Seat(one.member(), one.post(), term.on(), null))
                .toList();
    }

    private static String key(Scope branch, Term term) {
        return branch.unit() + ":" + term.on();
    }

    private void refuseIfWithdrawn() {
        if (withdrawn != null) {
            throw COMMITTEE_WITHDRAWN.of(id);
        }
    }
}

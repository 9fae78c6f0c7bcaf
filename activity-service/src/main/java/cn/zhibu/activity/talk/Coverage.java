package cn.zhibu.activity.talk;

import cn.zhibu.activity.talk.Talk.Body;
import cn.zhibu.activity.talk.Talk.Pair;
import cn.zhibu.directory.Shape;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who of a branch has talked with whom (BR-28), as a matter of who is still left and not of how often: pairs of committee
 * members, members whom the committee has talked with, members who have talked with another member.
 */
final class Coverage {

    /** @param of pairs of the committee, or members, who should have talked; none where the branch has no such pair */
    record Share(Pair pair, int done, int of) {}

    private final Set<String> seated;
    private final Set<String> others;
    private final Collection<Body> talks;

    private Coverage(Shape shape, LocalDate day, Collection<Body> talks) {
        this.seated = shape.seatedOn(day);
        this.others = new HashSet<>(shape.membersOn(day));
        this.others.removeAll(seated);
        this.talks = talks;
    }

    /** By the branch as it is on the day. */
    static List<Share> of(Shape shape, LocalDate day, Collection<Body> talks) {
        var coverage = new Coverage(shape, day, talks);
        return List.of(coverage.committee(), coverage.committeeAndMembers(), coverage.members());
    }

    private Share committee() {
        var pairs = new HashSet<String>();
        talks.stream()
                .filter(talk -> seated.contains(talk.one()) && seated.contains(talk.other()))
                .forEach(talk -> pairs.add(talk.one() + " " + talk.other()));
        return new Share(Pair.COMMITTEE, pairs.size(), seated.size() * (seated.size() - 1) / 2);
    }

    private Share committeeAndMembers() {
        return new Share(Pair.COMMITTEE_MEMBER, reached(seated::contains), seated.isEmpty() ? 0 : others.size());
    }

    private Share members() {
        return new Share(Pair.MEMBERS, reached(others::contains), others.size() < 2 ? 0 : others.size());
    }

    /** Members without a seat who have talked with somebody of that sort. */
    private int reached(Predicate<String> sort) {
        var reached = new HashSet<String>();
        for (var talk : talks) {
            if (others.contains(talk.one()) && sort.test(talk.other())) {
                reached.add(talk.one());
            }
            if (others.contains(talk.other()) && sort.test(talk.one())) {
                reached.add(talk.other());
            }
        }
        return reached.size();
    }
}

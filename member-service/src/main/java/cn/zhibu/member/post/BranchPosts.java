package cn.zhibu.member.post;

import static cn.zhibu.member.post.PostProblem.NO_TERM_TO_REMIND_OF;
import static cn.zhibu.member.post.PostProblem.TERM_ENDS_LATER;

import cn.zhibu.member.post.Posts.Lack;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How the posts of a branch stand by what is known, for lists of many branches, and what was told and reminded of. One document
 * for each branch, judged anew when something of it changes or the day has come on which it does.
 *
 * @param lacking how many posts are vacant; null where none is
 * @param term of those in office
 * @param ends last day of that term; null where there is none or the branch is closed
 * @param sides on which side of each threshold it was when last judged
 * @param reminders that the superior sent, oldest first, the newest {@value #REMINDERS_KEPT}
 * @param next the day on which anything changes by what is known
 */
@Document("branch_posts")
@CompoundIndexes({
    @CompoundIndex(name = "turn", def = "{'next': 1}"),
    @CompoundIndex(name = "lacking", def = "{'scope.ancestors': 1, 'lacking': -1, '_id': 1}"),
    @CompoundIndex(name = "ends", def = "{'scope.ancestors': 1, 'ends': 1, '_id': 1}")
})
record BranchPosts(
        @Id String id,
        Scope scope,
        long fullMembers,
        long members,
        List<Lack> lacks,
        @Nullable Integer lacking,
        @Nullable Term term,
        @Nullable LocalDate ends,
        List<Beside> sides,
        List<Reminded> reminders,
        @Nullable LocalDate next,
        @Version @Nullable Long version)
        implements Scoped {

    static final int REMINDERS_KEPT = 20;

    record Term(String sitting, LocalDate on, int years) {}

    /** Whether a threshold is reached. */
    record Beside(String threshold, boolean reached) {}

    /** That the superior reminded of the end of a term: of which, who and when (BR-19). */
    record Reminded(String sitting, LocalDate ends, String by, Instant at, LocalDate on) {}

    static String nameOf(String branch) {
        return Command.nameOf("branch posts", branch);
    }

    static BranchPosts of(Scope branch) {
        return new BranchPosts(
                nameOf(branch.unit()), branch, 0, 0, List.of(), null, null, null, List.of(), List.of(), null, null);
    }

    /** How it stands today. A threshold that was crossed since it was last judged is told, where that is news. */
    Change<BranchPosts> judge(Posts posts, LocalDate today) {
        var lacks = posts.lacks(today);
        var sitting = posts.sitting(today);
        var now = new BranchPosts(
                id,
                scope,
                posts.fullMembers(today),
                posts.members(today),
                lacks,
                lacks.isEmpty() ? null : lacks.size(),
                sitting.map(each -> new Term(each.id(), each.on(), each.years()))
                        .orElse(null),
                posts.openOn(today) ? sitting.map(each -> each.ends()).orElse(null) : null,
                posts.sides(today).stream()
                        .map(side -> new Beside(side.threshold().id(), side.reached()))
                        .toList(),
                reminders,
                posts.next(today).orElse(null),
                version);
        return now.equals(this) && version != null ? Change.of(this) : new Change<>(now, crossed(posts, today));
    }

    private List<DomainEvent> crossed(Posts posts, LocalDate today) {
        var events = new ArrayList<DomainEvent>();
        if (!posts.openOn(today)) {
            return events;
        }
        var news = today.minusMonths(posts.rules().newsMonths());
        for (var side : posts.sides(today)) {
            var threshold = side.threshold();
            var rule = threshold.rule(side.reached());
            var since = side.since();
            var known = sides.contains(new Beside(threshold.id(), side.reached()));
            if (!known && rule != null && since != null && since.isAfter(news)) {
                events.add(new PostEvent.Crossed(
                        scope.unit(),
                        scope.ancestors(),
                        threshold.id(),
                        rule,
                        side.reached(),
                        (int) side.members(),
                        since));
            }
        }
        return events;
    }

    /** The day from which on the superior is asked to remind of the end of the term. */
    @Nullable
    LocalDate remindFrom(int monthsBefore) {
        return ends == null ? null : ends.plusDays(1).minusMonths(monthsBefore);
    }

    /** The reminders of the present term, as it ends by now. */
    List<Reminded> remindedOfThis() {
        var now = term;
        return now == null
                ? List.of()
                : reminders.stream()
                        .filter(each -> each.sitting().equals(now.sitting()))
                        .toList();
    }

    /** The superior reminds of the election (BR-19). The same person a second time on a day has reminded. */
    Change<BranchPosts> remind(String by, Instant at, LocalDate today, int monthsBefore) {
        var from = remindFrom(monthsBefore);
        if (term == null || ends == null || from == null) {
            throw NO_TERM_TO_REMIND_OF.of();
        }
        if (today.isBefore(from)) {
            throw TERM_ENDS_LATER.of(ends, from);
        }
        var reminder = new Reminded(term.sitting(), ends, by, at, today);
        var done = remindedOfThis().stream()
                .anyMatch(each -> each.by().equals(by) && each.on().equals(today));
        if (done) {
            return Change.of(this);
        }
        var all = Stream.concat(reminders.stream(), Stream.of(reminder)).toList();
        var kept = all.subList(Math.max(0, all.size() - REMINDERS_KEPT), all.size());
        var now = new BranchPosts(
                id, scope, fullMembers, members, lacks, lacking, term, ends, sides, List.copyOf(kept), next, version);
        return Change.of(now, new PostEvent.Reminded(scope.unit(), scope.ancestors(), term.sitting(), ends));
    }
}

package cn.zhibu.activity.disclosure;

import static cn.zhibu.activity.disclosure.DisclosureProblem.*;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.process.problem.FieldFault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.CompoundIndexes;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Something that a branch makes known, on its way through the four steps of OP-01. Once published it stands among the
 * records under the same id, and what becomes of that record becomes of it.
 *
 * @param steps what was done with it, oldest first
 * @param proposedOn the day on which it was proposed first
 * @param publishedOn the day on which it was published last, and so since when it has a record
 * @param last the last day on which it is shown; far away where it stands for good
 */
@Document("disclosures")
@CompoundIndexes({
    @CompoundIndex(name = "newest", def = "{'scope.ancestors': 1, 'proposedOn': -1, '_id': -1, 'status': 1}"),
    @CompoundIndex(
            name = "shown",
            def = "{'scope.unit': 1, 'body.audience': 1, 'status': 1, 'publishedOn': -1, '_id': -1, 'last': 1}")
})
record Disclosure(
        @Id String id,
        Scope scope,
        Body body,
        Status status,
        List<Step> steps,
        LocalDate proposedOn,
        @Nullable LocalDate publishedOn,
        LocalDate last,
        @Version @Nullable Long version)
        implements Scoped {

    static final LocalDate FOR_GOOD = LocalDate.of(9999, 12, 31);

    /** {@code RETURNED}: one of the steps said no; {@code CHANGED}: its record says something else than what was approved. */
    enum Status {
        PROPOSED,
        RETURNED,
        EXAMINED,
        APPROVED,
        PUBLISHED,
        CHANGED,
        WITHDRAWN
    }

    enum Category {
        PARTY,
        SCHOOL
    }

    /** Before whom it is made known (OP-04). */
    enum Audience {
        PARTY,
        UNIT,
        SOCIETY
    }

    enum Manner {
        BOARD,
        MEETING,
        NETWORK,
        PAPER
    }

    /** A step, and what was not let through by one. */
    enum Act {
        PROPOSED,
        EXAMINED,
        NOT_EXAMINED,
        APPROVED,
        NOT_APPROVED,
        PUBLISHED,
        CHANGED,
        WITHDRAWN
    }

    record Step(Act act, Entry by, @Nullable String reason) {}

    /**
     * What is to be made known.
     *
     * @param content in a line
     * @param text as it is to be read
     * @param until the last day on which it is shown; null where it stands for good
     */
    record Body(
            String content,
            Category category,
            Audience audience,
            Manner manner,
            String text,
            @Nullable LocalDate until) {

        /** Whether another one says the same as far as a record says it. */
        boolean saysTheSame(Body other) {
            return content.equals(other.content) && category == other.category && audience == other.audience;
        }

        Body saying(String newContent, Category newCategory, Audience newAudience) {
            return new Body(newContent, newCategory, newAudience, manner, text, until);
        }
    }

    private static final Set<Status> OPEN =
            Set.of(Status.PROPOSED, Status.RETURNED, Status.EXAMINED, Status.APPROVED, Status.CHANGED);

    static Change<Disclosure> propose(String id, Scope branch, Body body, Entry by) {
        refuseIfOver(body, by);
        var fresh = new Disclosure(
                id,
                branch,
                body,
                Status.PROPOSED,
                List.of(new Step(Act.PROPOSED, by, null)),
                by.day(),
                null,
                last(body),
                null);
        return Change.of(fresh, fresh.proposed());
    }

    /** Proposed in other words: whatever step it had reached, it begins anew. */
    Change<Disclosure> propose(Body next, Entry by) {
        refuseUnless(OPEN);
        refuseIfOver(next, by);
        if (publishedOn != null && !body.saysTheSame(next)) {
            throw SAID_BY_ITS_RECORD.at("/content");
        }
        var again = new Disclosure(
                id,
                scope,
                next,
                Status.PROPOSED,
                with(new Step(Act.PROPOSED, by, null)),
                proposedOn,
                publishedOn,
                last(next),
                version);
        return Change.of(again, again.proposed());
    }

    /** Whether it holds no secret and is fit to be known. */
    Change<Disclosure> examine(boolean passed, @Nullable String reason, Entry by) {
        refuseUnless(Set.of(Status.PROPOSED));
        return judged(passed, reason, by, passed ? Act.EXAMINED : Act.NOT_EXAMINED, Status.EXAMINED);
    }

    Change<Disclosure> approve(boolean passed, @Nullable String reason, Entry by) {
        refuseUnless(Set.of(Status.EXAMINED));
        return judged(passed, reason, by, passed ? Act.APPROVED : Act.NOT_APPROVED, Status.APPROVED);
    }

    private Change<Disclosure> judged(boolean passed, @Nullable String reason, Entry by, Act act, Status then) {
        if (!passed && (reason == null || reason.isBlank())) {
            throw INVALID_INPUT.with(List.of(FieldFault.of("/reason", "REQUIRED")));
        }
        return moved(
                        new Step(act, by, passed ? null : reason),
                        passed ? then : Status.RETURNED,
                        new DisclosureEvent.Judged(id, scope.unit(), scope.ancestors(), then, passed))
                .because(passed ? null : reason);
    }

    /** It was made known on that day, not before it was approved. */
    Change<Disclosure> publish(LocalDate on, Entry by) {
        refuseUnless(Set.of(Status.APPROVED));
        if (on.isBefore(steps.get(steps.size() - 1).by().day())) {
            throw PUBLISHED_BEFORE_APPROVED.at(
                    "/date", steps.get(steps.size() - 1).by().day());
        }
        if (on.isAfter(last)) {
            throw DISCLOSURE_OVER.at("/date", last);
        }
        var published = new Disclosure(
                id,
                scope,
                body,
                Status.PUBLISHED,
                with(new Step(Act.PUBLISHED, by, null)),
                proposedOn,
                on,
                last,
                version);
        return Change.of(
                published,
                new DisclosureEvent.Published(
                        id, scope.unit(), scope.ancestors(), on, body.category(), body.audience()));
    }

    /** Not to be made known at all. What is published is withdrawn with its record. */
    Change<Disclosure> withdraw(String reason, Entry by) {
        refuseUnless(OPEN);
        return over(new Step(Act.WITHDRAWN, by, reason)).because(reason);
    }

    /** Its record was withdrawn. */
    Change<Disclosure> follow(Entry by) {
        return publishedOn != null && status != Status.WITHDRAWN
                ? over(new Step(Act.WITHDRAWN, by, null))
                : Change.of(this);
    }

    /** Its record was corrected: it says the same, and what was not approved so is not shown to the public any more. */
    Change<Disclosure> follow(String content, Category category, Audience audience, Entry by) {
        var corrected = body.saying(content, category, audience);
        if (publishedOn == null || status == Status.WITHDRAWN || body.saysTheSame(corrected)) {
            return Change.of(this);
        }
        var changed = new Disclosure(
                id,
                scope,
                corrected,
                Status.CHANGED,
                with(new Step(Act.CHANGED, by, null)),
                proposedOn,
                publishedOn,
                last,
                version);
        return Change.of(changed, new DisclosureEvent.Withdrawn(id, scope.unit(), scope.ancestors()));
    }

    /** Whether somebody who belongs to no unit may read it on that day. */
    boolean shownOn(LocalDate day) {
        return status == Status.PUBLISHED && body.audience() == Audience.SOCIETY && !last.isBefore(day);
    }

    private Change<Disclosure> over(Step step) {
        return moved(step, Status.WITHDRAWN, new DisclosureEvent.Withdrawn(id, scope.unit(), scope.ancestors()));
    }

    private Change<Disclosure> moved(Step step, Status next, DomainEvent event) {
        return Change.of(
                new Disclosure(id, scope, body, next, with(step), proposedOn, publishedOn, last, version), event);
    }

    private List<Step> with(Step step) {
        var all = new ArrayList<>(steps);
        all.add(step);
        return List.copyOf(all);
    }

    private DisclosureEvent proposed() {
        return new DisclosureEvent.Proposed(id, scope.unit(), scope.ancestors(), body.category(), body.audience());
    }

    private void refuseUnless(Set<Status> states) {
        if (!states.contains(status)) {
            throw DISCLOSURE_NOT_THERE_YET.of(status);
        }
    }

    private static void refuseIfOver(Body body, Entry by) {
        if (body.until() != null && body.until().isBefore(by.day())) {
            throw DISCLOSURE_OVER.at("/until", body.until());
        }
    }

    private static LocalDate last(Body body) {
        return body.until() == null ? FOR_GOOD : body.until();
    }
}

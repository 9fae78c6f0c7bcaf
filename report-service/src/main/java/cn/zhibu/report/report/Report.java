package cn.zhibu.report.report;

import static cn.zhibu.report.report.ReportProblem.NOTHING_WITH_EVIDENCE;
import static cn.zhibu.report.report.ReportProblem.NOT_SUBMITTED;
import static cn.zhibu.report.report.ReportProblem.REPORT_NOT_OPEN;
import static cn.zhibu.report.report.ReportProblem.REVIEWER_NOT_INDEPENDENT;
import static cn.zhibu.report.report.ReportProblem.SENTENCE_NOT_FOUND;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Unique;
import cn.zhibu.process.problem.Problem;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.template.Copy;
import cn.zhibu.report.writing.Edition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The report of one branch on one year or term and its way through the review. A draft lives; what is submitted is pinned; what
 * is accepted never changes (DB-01 to DB-05).
 */
@Document("reports")
@CompoundIndex(name = "newest", def = "{'scope.ancestors': 1, 'subject.year': -1, '_id': 1, 'course.state': 1}")
@CompoundIndex(
        name = "once",
        def = "{'scope.unit': 1, 'subject.template': 1, 'subject.year': 1, 'subject.term.committee': 1}",
        unique = true)
@Unique(index = "once", field = "/unit", refusal = ReportProblem.class, as = "REPORT_EXISTS", value = "subject.year")
record Report(
        @Id String id,
        Scope scope,
        Subject subject,
        Course course,
        Map<String, String> texts,
        List<Comment> comments,
        @Version @Nullable Long version)
        implements Scoped {

    enum State {
        DRAFT,
        SUBMITTED,
        RETURNED,
        ACCEPTED
    }

    /**
     * What the report is about. {@code author} is the account that opened it.
     *
     * @param year reported on, or the one in which the term ends
     */
    record Subject(
            String template,
            int year,
            String author,
            @Nullable Term term) {

        static Subject ofYear(String template, int year, String author) {
            return new Subject(template, year, author, null);
        }

        Period period() {
            return term == null ? Period.year(year) : new Period(term.from(), term.until(), term.years());
        }
    }

    /** The term of a committee as it was when the report was opened. */
    record Term(String committee, LocalDate from, LocalDate until, int years) {}

    /** Where it stands. {@code round} counts submissions. */
    record Course(
            State state,
            int round,
            @Nullable String submitter,
            @Nullable String reason,
            @Nullable Snapshot pinned,
            @Nullable Acceptance acceptance) {}

    /** What the branch submitted: the canonical content, and the versions of template and rules behind it. */
    record Snapshot(String content, Map<String, Integer> versions, Instant at) {}

    /**
     * What was accepted, by SHA-256 of the canonical content and of both Word files.
     *
     * @param documentHash of the clean copy
     * @param evidenceHash of the copy with evidence; older reports have one paper only
     */
    record Acceptance(
            String contentHash,
            String documentHash,
            @Nullable String evidenceHash,
            String reviewer,
            Instant at) {

        String paper(Copy copy) {
            return copy == Copy.EVIDENCE && evidenceHash != null ? evidenceHash : documentHash;
        }
    }

    /** A remark on one sentence of a round. */
    record Comment(String id, String sentence, String text, String by, int round, Instant at) {}

    /** Who reviews. {@code entersHere}: whether he also enters for this branch. */
    record Reviewer(String account, boolean entersHere) {}

    static Change<Report> open(String id, Scope scope, Subject subject) {
        var course = new Course(State.DRAFT, 0, null, null, null, null);
        var report = new Report(id, scope, subject, course, Map.of(), List.of(), null);
        return Change.of(
                report,
                new ReportEvent.Opened(
                        id,
                        scope.unit(),
                        scope.ancestors(),
                        subject.template(),
                        subject.year(),
                        subject.author(),
                        subject.term() == null ? null : subject.term().committee()));
    }

    /** Whether the text of a section would be another one than it is. */
    boolean changes(String section, String text) {
        requireOpen();
        return !text.strip().equals(texts.getOrDefault(section, ""));
    }

    /**
     * Writes the free text of a section, or takes it away when there is none.
     *
     * @param before the edition that stood there, if any did
     * @param after the edition that stands there now, unless the text is taken away
     */
    Change<Report> write(String section, @Nullable Edition before, @Nullable Edition after) {
        requireOpen();
        var written = new HashMap<>(texts);
        if (after == null) {
            written.remove(section);
        } else {
            written.put(section, after.text());
        }
        return Change.of(
                new Report(id, scope, subject, course, written, comments, version),
                new ReportEvent.Written(
                        id,
                        scope.unit(),
                        scope.ancestors(),
                        subject.year(),
                        subject.template(),
                        section,
                        before == null ? null : before.id(),
                        before == null ? null : before.length(),
                        before == null ? null : before.digest(),
                        after == null ? null : after.id(),
                        after == null ? null : after.length(),
                        after == null ? null : after.digest()));
    }

    /** Pins what the branch says. A report in which nothing rests on evidence is not one. */
    Change<Report> submit(String submitter, Snapshot snapshot, boolean hasEvidence) {
        requireOpen();
        if (!hasEvidence) {
            throw NOTHING_WITH_EVIDENCE.of();
        }
        var next = new Course(State.SUBMITTED, course.round() + 1, submitter, null, snapshot, null);
        return Change.of(
                at(next),
                new ReportEvent.Submitted(
                        id,
                        scope.unit(),
                        scope.ancestors(),
                        subject.year(),
                        next.round(),
                        subject.author(),
                        subject.template()));
    }

    /** @param sentences ids of the sentences that were submitted */
    Change<Report> comment(Comment comment, Set<String> sentences, Reviewer reviewer) {
        requireReviewable(reviewer);
        if (!sentences.contains(comment.sentence())) {
            throw SENTENCE_NOT_FOUND.at("/sentence", comment.sentence());
        }
        var all = new ArrayList<>(comments);
        all.add(comment);
        return Change.of(
                new Report(id, scope, subject, course, texts, all, version),
                new ReportEvent.Commented(
                        id,
                        scope.unit(),
                        scope.ancestors(),
                        subject.year(),
                        comment.id(),
                        comment.sentence(),
                        subject.template()));
    }

    Change<Report> giveBack(String reason, Reviewer reviewer) {
        requireReviewable(reviewer);
        var next = new Course(
                State.RETURNED, course.round(), course.submitter(), reason, course.pinned(), course.acceptance());
        return Change.of(
                        at(next),
                        new ReportEvent.Returned(
                                id,
                                scope.unit(),
                                scope.ancestors(),
                                subject.year(),
                                course.round(),
                                subject.author(),
                                subject.template()))
                .because(reason);
    }

    Change<Report> accept(Acceptance acceptance, Reviewer reviewer) {
        requireReviewable(reviewer);
        var next = new Course(State.ACCEPTED, course.round(), course.submitter(), null, course.pinned(), acceptance);
        return Change.of(
                at(next),
                new ReportEvent.Accepted(
                        id,
                        scope.unit(),
                        scope.ancestors(),
                        subject.year(),
                        acceptance.contentHash(),
                        acceptance.documentHash(),
                        acceptance.evidenceHash(),
                        subject.author(),
                        subject.template()));
    }

    /** What stands in the way of this person's review, if anything does. */
    @Nullable
    Problem objection(Reviewer reviewer) {
        if (course.state() != State.SUBMITTED) {
            return NOT_SUBMITTED.of();
        }
        return independent(reviewer) ? null : REVIEWER_NOT_INDEPENDENT.of();
    }

    /** Never the author, never who submitted it, never somebody who enters for that branch. */
    boolean independent(Reviewer reviewer) {
        return !reviewer.entersHere()
                && !reviewer.account().equals(subject.author())
                && !reviewer.account().equals(course.submitter());
    }

    /** Whether it is still the branch's to change. */
    boolean open() {
        return course.state() == State.DRAFT || course.state() == State.RETURNED;
    }

    private void requireOpen() {
        if (!open()) {
            throw REPORT_NOT_OPEN.of();
        }
    }

    private void requireReviewable(Reviewer reviewer) {
        var objection = objection(reviewer);
        if (objection != null) {
            throw objection;
        }
    }

    private Report at(Course next) {
        return new Report(id, scope, subject, next, texts, comments, version);
    }
}

package cn.zhibu.directory;

import cn.zhibu.directory.Outcome.Result;
import cn.zhibu.directory.Outcome.Why;
import cn.zhibu.rules.Decision;
import cn.zhibu.rules.Quorum;
import cn.zhibu.rules.RuleService;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges a meeting and its motions by the rules (BR-07, BR-08, BR-10, SC-02) and the branch of its day. */
public final class QuorumService {

    private final RuleService rules;

    public QuorumService(RuleService rules) {
        this.rules = rules;
    }

    /** Whether a meeting of that form needed a quorum on the day. */
    public boolean needed(String form, LocalDate day) {
        return rules.quorum(form, day).isPresent();
    }

    /**
     * How a meeting of these forms stands by the quorums in force on its day.
     *
     * @param asked everybody on the list of attendance
     * @param present those of them who were there
     */
    public List<Verdict> judge(
            Collection<String> forms,
            Shape shape,
            LocalDate day,
            Collection<String> asked,
            Collection<String> present) {
        return forms.stream()
                .sorted()
                .flatMap(form -> rules.quorum(form, day).stream())
                .map(quorum -> judge(quorum, counting(quorum, shape, day, asked), present))
                .toList();
    }

    /** The forms that were held without their quorum; they meet no duty. */
    public Set<String> inquorate(
            Collection<String> forms,
            Shape shape,
            LocalDate day,
            Collection<String> asked,
            Collection<String> present) {
        return judge(forms, shape, day, asked, present).stream()
                .filter(verdict -> !verdict.met())
                .map(verdict -> verdict.quorum().form())
                .collect(Collectors.toSet());
    }

    /**
     * What became of a motion.
     *
     * @param approve votes in favour, none where none were noted
     */
    public Outcome decide(
            Decision decision,
            Collection<String> forms,
            Shape shape,
            LocalDate day,
            Collection<String> asked,
            Collection<String> present,
            @Nullable Integer approve) {
        var form = decision.forms().stream().filter(forms::contains).findFirst();
        if (form.isEmpty()) {
            return Outcome.unsaid(decision, null, Why.NOT_ITS_POWER);
        }
        var majority = rules.majority(form.get(), decision.id(), day);
        if (majority.isEmpty()) {
            return Outcome.unsaid(decision, form.get(), Why.NO_RULE);
        }
        for (var quorum : List.of(rules.quorum(form.get(), day), majority)) {
            var missed = quorum.map(each -> judge(each, counting(each, shape, day, asked), present))
                    .filter(verdict -> !verdict.met());
            if (missed.isPresent()) {
                return inquorate(decision, form.get(), missed.get());
            }
        }
        return counted(
                decision,
                form.get(),
                majority.get(),
                counting(majority.get(), shape, day, asked).size(),
                approve);
    }

    private static Outcome inquorate(Decision decision, String form, Verdict missed) {
        var share = missed.quorum().present();
        int needed = share == null ? 1 : share.least(missed.expected());
        return new Outcome(
                decision, Result.UNDECIDABLE, form, Why.INQUORATE, missed.quorum(), missed.expected(), needed);
    }

    private static Outcome counted(
            Decision decision, String form, Quorum majority, int expected, @Nullable Integer approve) {
        var passes = Objects.requireNonNull(majority.passes());
        int needed = passes.least(expected);
        if (approve == null) {
            return new Outcome(decision, Result.UNDECIDABLE, form, Why.NO_VOTES, majority, expected, needed);
        }
        var result = passes.met(approve, expected) ? Result.PASSED : Result.NOT_PASSED;
        return new Outcome(decision, result, form, null, majority, expected, needed);
    }

    private static Verdict judge(Quorum quorum, Set<String> counting, Collection<String> present) {
        var there =
                (int) Set.copyOf(present).stream().filter(counting::contains).count();
        var share = quorum.present();
        var met = !counting.isEmpty() && (share == null || share.met(there, counting.size()));
        return new Verdict(quorum, counting.size(), there, met);
    }

    /** A branch whose committee is not known by its seats counts those who were asked. */
    private static Set<String> counting(Quorum quorum, Shape shape, LocalDate day, Collection<String> asked) {
        var counted =
                switch (quorum.of()) {
                    case VOTING -> shape.votersOn(day);
                    case SEATED -> shape.seatedOn(day);
                    case EXPECTED -> Set.<String>of();
                };
        return quorum.of() == Quorum.Of.VOTING || !counted.isEmpty() ? counted : Set.copyOf(asked);
    }
}

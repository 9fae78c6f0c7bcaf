package cn.zhibu.report.duty;

import cn.zhibu.report.duty.Duty.Met;
import cn.zhibu.report.duty.Duty.Standing;
import cn.zhibu.report.duty.Duty.State;
import cn.zhibu.report.fact.Source;
import cn.zhibu.rules.Reason;
import cn.zhibu.rules.RulePack.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One duty, judged but for the day: what meets it and what else decides. {@link #on} applies a day.
 *
 * @param fixed how it stands on every day, whatever happens in its period
 * @param otherwise how it stands on every day unless it is met
 * @param exemption the consent by which it is exempt, where {@code otherwise} says so
 * @param endings days from which it is no longer asked, unless it is met; the first that has come decides
 * @param late whether the year is one after its own: then it is there only while it is overdue
 */
record Judgement(
        Rule rule,
        Duty duty,
        @Nullable Standing fixed,
        @Nullable Standing otherwise,
        @Nullable Met exemption,
        List<Ending> endings,
        boolean late) {

    private static final Comparator<Met> BY_DAY =
            Comparator.comparing(Met::date).thenComparing(Met::id);

    /** From that day on it stands so. */
    record Ending(LocalDate day, Standing standing) {}

    Judgement {
        endings = List.copyOf(endings);
    }

    static Judgement fixed(Rule rule, Duty duty, Standing standing) {
        return new Judgement(rule, duty, standing, null, null, List.of(), false);
    }

    static Judgement open(Rule rule, Duty duty) {
        return new Judgement(rule, duty, null, null, null, List.of(), false);
    }

    Judgement otherwise(Standing standing) {
        return new Judgement(rule, duty, fixed, standing, null, endings, late);
    }

    Judgement exempt(Met by, Standing standing) {
        return new Judgement(rule, duty, fixed, standing, by, endings, late);
    }

    Judgement ending(List<Ending> all) {
        return new Judgement(rule, duty, fixed, otherwise, exemption, all, late);
    }

    Judgement asLate() {
        return new Judgement(rule, duty, fixed, otherwise, exemption, endings, true);
    }

    private Judgement of(Duty changed) {
        return new Judgement(rule, changed, fixed, otherwise, exemption, endings, late);
    }

    /** The duty as it stands on a day; none where it is not there on that day. */
    Optional<Duty> on(LocalDate day) {
        var standing = standing(day);
        return late && standing.state() != State.OVERDUE ? Optional.empty() : Optional.of(standing);
    }

    private Duty standing(LocalDate day) {
        if (fixed != null) {
            return duty.stands(fixed);
        }
        if (met()) {
            return duty.stands(Standing.of(State.MET, Reason.MET, duty.metBy().size()));
        }
        for (var ending : endings) {
            if (!ending.day().isAfter(day)) {
                return duty.stands(ending.standing());
            }
        }
        if (otherwise != null) {
            return (exemption == null ? duty : duty.by(exemption)).stands(otherwise);
        }
        return duty.orTime(day);
    }

    private boolean met() {
        return rule.metBy().committee() == null && duty.metBy().size() >= rule.times();
    }

    /** Days from which it may stand otherwise than before, as long as nothing else happens. */
    Stream<LocalDate> turns() {
        if (fixed != null || met()) {
            return Stream.empty();
        }
        var ends = endings.stream().map(Ending::day);
        return otherwise != null
                ? ends
                : Stream.concat(ends, Stream.of(duty.from(), duty.due().plusDays(1)));
    }

    /**
     * The same after one session or record became what it is now: it counts where it meets the duty, and nowhere else. The
     * shape of the branch and exemptions are no matter of this; with them everything is judged anew.
     *
     * @param now null for what is no longer there
     */
    Judgement after(String id, @Nullable Source now) {
        if (fixed != null || rule.metBy().committee() != null) {
            return this;
        }
        var within = now != null && duty.spans(now.date()) ? now : null;
        var counts = within != null && Duties.meets(rule, within, duty.group());
        var lacks = within != null && Duties.lacksQuorum(rule, within, duty.group());
        var metBy = replaced(duty.metBy(), id, counts ? now : null);
        var inquorate = replaced(duty.inquorate(), id, lacks ? now : null);
        return metBy.equals(duty.metBy()) && inquorate.equals(duty.inquorate())
                ? this
                : of(duty.counting(metBy, inquorate));
    }

    private List<Met> replaced(List<Met> before, String id, @Nullable Source now) {
        var after = new ArrayList<>(before);
        after.removeIf(met -> met.id().equals(id));
        if (now != null) {
            after.add(Met.of(now, duty.due()));
            after.sort(BY_DAY);
        }
        return after;
    }
}

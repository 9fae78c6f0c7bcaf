package cn.zhibu.rules;

import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How somebody becomes a Party member (DM-01 to DM-27) by one version of the rules: the steps in their order.
 *
 * @param from first day on which it holds; it holds until the next version does
 */
public record DevelopmentPack(
        String id, Words names, LocalDate from, EnumMap<Stage, Words> stages, Extension extension, List<Step> steps) {

    /** What a limit is counted from when it is not a step. */
    public static final String BIRTH = "birth";

    /** Where a person stands; in the order of the rules. */
    public enum Stage {
        APPLICANT,
        ACTIVIST,
        DEVELOPMENT_TARGET,
        ADMISSION,
        PROBATION
    }

    /** Who takes a step. */
    public enum Decider {
        PERSON,
        BRANCH,
        GROUP,
        COMMITTEE,
        ASSEMBLY,
        SUPERIOR
    }

    /** What a person is on the roster once the step is taken. */
    public enum Makes {
        PROBATIONARY,
        FULL
    }

    /**
     * One step.
     *
     * @param rule its id in the rules, such as DM-02
     * @param stage in which the person stands once it is taken
     * @param gate nothing that comes after it is done before it is passed
     * @param repeatsUntil it is taken again and again, each time anew, until that step
     * @param waits not before these; {@code due} not after these
     */
    public record Step(
            String id,
            String rule,
            Stage stage,
            Words names,
            Words asks,
            Words article,
            RulePack.Mark mark,
            boolean verified,
            Decider decider,
            boolean gate,
            @Nullable String repeatsUntil,
            @Nullable Makes makes,
            List<Words> papers,
            List<Limit> waits,
            List<Limit> due) {

        public Step {
            waits = waits == null ? List.of() : List.copyOf(waits);
            due = due == null ? List.of() : List.copyOf(due);
        }

        public boolean repeats() {
            return repeatsUntil != null;
        }
    }

    /**
     * A time from one step to another, in months or in working days of which the day of the step is none.
     *
     * @param since id of the step, or {@link #BIRTH}
     * @param extended the extension of probation is added
     */
    public record Limit(
            String rule,
            String since,
            @Nullable Integer months,
            @Nullable Integer workingDays,
            boolean extended,
            Words article,
            RulePack.Mark mark) {}

    /** How long probation may be extended, once (DM-24), in months. */
    public record Extension(
            String rule, Words article, RulePack.Mark mark, String since, int atLeastMonths, int atMostMonths) {}

    public Optional<Step> step(String step) {
        return steps.stream().filter(each -> each.id().equals(step)).findFirst();
    }

    /** Where a step stands among the others; behind all where it is not known. */
    public int place(String step) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(step)) {
                return i;
            }
        }
        return steps.size();
    }

    List<String> faults() {
        var faults = new ArrayList<String>();
        var before = new HashSet<String>(List.of(BIRTH));
        var stage = Stage.APPLICANT;
        for (var step : steps) {
            var where = "development " + id + " " + step.id();
            if (step.stage().compareTo(stage) < 0) {
                faults.add(where + " goes back to an earlier stage");
            }
            stage = step.stage();
            for (var limit : List.of(step.waits(), step.due()).stream()
                    .flatMap(List::stream)
                    .toList()) {
                if (!before.contains(limit.since())) {
                    faults.add(where + " counts from a step that does not come before it");
                }
                if (!positive(limit.months()) ^ positive(limit.workingDays())) {
                    faults.add(where + " counts in months or in working days");
                }
            }
            if (!before.add(step.id())) {
                faults.add(where + " stands twice");
            }
            if (step.repeats() && place(String.valueOf(step.repeatsUntil())) == steps.size()) {
                faults.add(where + " repeats until a step that is not there");
            }
        }
        if (extension.atLeastMonths() > extension.atMostMonths() || !before.contains(extension.since())) {
            faults.add("development " + id + ": an extension has a shortest and a longest time since a step");
        }
        if (stages.size() != Stage.values().length) {
            faults.add("development " + id + ": a stage has no name");
        }
        return faults;
    }

    private static boolean positive(@Nullable Integer number) {
        return number != null && number > 0;
    }
}

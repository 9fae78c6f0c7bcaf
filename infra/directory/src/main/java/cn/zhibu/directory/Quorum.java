package cn.zhibu.directory;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a meeting of a form valid (BR-07, BR-10), as written in the rules.
 *
 * @param of whose number counts: VOTING, SEATED (in the committee of that day) or EXPECTED (who was asked)
 */
public record Quorum(
        String id,
        String form,
        Map<String, String> names,
        Map<String, String> text,
        Map<String, String> article,
        String mark,
        LocalDate from,
        @Nullable LocalDate until,
        String of,
        @Nullable Share present,
        @Nullable Share passes) {

    /** A share of people, as numerator and denominator. */
    public record Share(
            @Nullable List<Integer> atLeast, @Nullable List<Integer> moreThan) {

        public boolean met(int part, int whole) {
            var share = atLeast != null ? atLeast : moreThan;
            if (share == null) {
                return true;
            }
            long left = (long) part * share.get(1);
            long right = (long) whole * share.get(0);
            return atLeast != null ? left >= right : left > right;
        }
    }

    /** Whether a meeting was valid: how many count, how many of them were there. */
    public record Verdict(Quorum quorum, int expected, int present, boolean met) {}

    boolean inForceOn(LocalDate day) {
        return !from.isAfter(day) && (until == null || !until.isBefore(day));
    }

    /**
     * Judges a meeting by the branch of its day.
     *
     * @param asked everybody on the list of attendance
     * @param present those of them who were there
     */
    public Verdict judge(Shape shape, LocalDate day, Collection<String> asked, Collection<String> present) {
        var counting = counting(shape, day, asked);
        var there =
                (int) Set.copyOf(present).stream().filter(counting::contains).count();
        var expected = counting.size();
        var met = expected > 0 && (this.present == null || this.present.met(there, expected));
        return new Verdict(this, expected, there, met);
    }

    /** A branch whose committee is not known by its seats counts those who were asked. */
    private Set<String> counting(Shape shape, LocalDate day, Collection<String> asked) {
        var counted =
                switch (of) {
                    case "VOTING" -> shape.votersOn(day);
                    case "SEATED" -> shape.seatedOn(day);
                    default -> Set.<String>of();
                };
        return "VOTING".equals(of) || !counted.isEmpty() ? counted : Set.copyOf(asked);
    }
}

package cn.zhibu.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which posts a branch has by its members, and at which numbers that changes (BR-01 to BR-03, BR-14, BR-15). Rules are named by
 * the id of their article.
 *
 * @param setups by rising number of full members, the first from none on
 * @param newsMonths what was crossed longer ago is not told any more
 * @param filling the rule by which a vacant post is filled (BR-18)
 * @param prolonged how long after its end a term is over at the latest (BR-20)
 */
public record PostRules(
        List<Setup> setups, List<Threshold> thresholds, int newsMonths, String filling, Prolonged prolonged) {

    /**
     * What a branch has from so many full members on.
     *
     * @param committee whether the posts are those of a committee
     * @param posts that somebody has to hold
     * @param optional that may be there beside them
     */
    public record Setup(
            String rule, int fullMembers, boolean committee, List<String> posts, List<String> optional, Seats seats) {}

    /** How many seats: at least, as a rule at most, and generally not more than. */
    public record Seats(int least, int usual, int most) {}

    public enum Counted {
        FULL,
        ALL
    }

    /**
     * A number of members from which on something else holds.
     *
     * @param above the rule that holds from it on; null where it asks for nothing
     * @param below the rule that holds under it
     */
    public record Threshold(
            String id,
            Counted counts,
            int reached,
            @Nullable String above,
            @Nullable String below) {

        public @Nullable String rule(boolean reached) {
            return reached ? above : below;
        }
    }

    public record Prolonged(String rule, int months) {}

    /** What a branch with so many full members has. */
    public Setup setup(long fullMembers) {
        var found = setups.get(0);
        for (var setup : setups) {
            if (setup.fullMembers() <= fullMembers) {
                found = setup;
            }
        }
        return found;
    }

    List<String> faults(Set<String> articles) {
        var faults = new ArrayList<String>();
        if (setups.isEmpty() || setups.get(0).fullMembers() != 0) {
            faults.add("the first setup of posts is that from no full member on");
        }
        for (int i = 1; i < setups.size(); i++) {
            if (setups.get(i).fullMembers() <= setups.get(i - 1).fullMembers()) {
                faults.add("setups of posts rise by the number of full members");
            }
        }
        for (var setup : setups) {
            var seats = setup.seats();
            if (setup.posts().isEmpty()
                    || seats.least() < 1
                    || seats.usual() < seats.least()
                    || seats.most() < seats.usual()) {
                faults.add("the posts from " + setup.fullMembers() + " full members on cannot be held");
            }
        }
        var named = Stream.of(
                        setups.stream().map(Setup::rule),
                        thresholds.stream().map(Threshold::above),
                        thresholds.stream().map(Threshold::below),
                        Stream.of(filling, prolonged.rule()))
                .flatMap(rules -> rules)
                .filter(Objects::nonNull);
        named.filter(rule -> !articles.contains(rule))
                .forEach(rule -> faults.add("posts: " + rule + " has no article"));
        return faults;
    }
}

package cn.zhibu.member.composition;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the numbers of one group whose sum is known to everybody.
 *
 * <p>A number from one up to the limit, the limit not among them, is said as "fewer than". So that it cannot be reckoned from the
 * sum, one larger number is kept back with them: the next cell behind the first small one that is neither small nor empty, wherever
 * it stands and whatever it holds. Where even these could be only what they are (each small one a one, the larger one the limit), or
 * where so few are counted that there need be no larger one, nothing of the group is said.
 *
 * <p>Which cell is kept back, and whether anything is said, follow from what is said and from the sum alone. Any other numbers in
 * their place that have the same sum would be said in the same words; so whoever knows this rule knows no more.
 */
final class Discretion {

    /** How a number is said. */
    enum Said {
        PLAIN,
        FEW,
        KEPT_BACK
    }

    /** {@code people} only where it is said plainly. */
    record Number(Said said, @Nullable Integer people) {}

    private Discretion() {}

    static List<Number> plain(int[] people) {
        return Arrays.stream(people)
                .mapToObj(each -> new Number(Said.PLAIN, each))
                .toList();
    }

    /** @param fewerThan the limit, at least two */
    static List<Number> said(int[] people, int fewerThan) {
        var small = IntStream.range(0, people.length)
                .filter(at -> people[at] > 0 && people[at] < fewerThan)
                .toArray();
        if (small.length == 0) {
            return plain(people);
        }
        int sum = Arrays.stream(people).sum();
        if (sum <= people.length * (fewerThan - 1)) {
            return nothing(people);
        }
        int larger = larger(people, small[0], fewerThan);
        int hidden = people[larger] + Arrays.stream(small).map(at -> people[at]).sum();
        if (hidden == small.length + fewerThan) {
            return nothing(people);
        }
        return IntStream.range(0, people.length)
                .mapToObj(at -> number(people[at], at == larger, fewerThan))
                .toList();
    }

    private static Number number(int people, boolean larger, int fewerThan) {
        if (larger) {
            return new Number(Said.KEPT_BACK, null);
        }
        return people > 0 && people < fewerThan ? new Number(Said.FEW, null) : new Number(Said.PLAIN, people);
    }

    private static List<Number> nothing(int[] people) {
        return Arrays.stream(people)
                .mapToObj(each -> new Number(Said.KEPT_BACK, null))
                .toList();
    }

    /** There is one: so many as are counted do not fit into small numbers alone. */
    private static int larger(int[] people, int first, int fewerThan) {
        return IntStream.range(1, people.length)
                .map(step -> (first + step) % people.length)
                .filter(at -> people[at] >= fewerThan)
                .findFirst()
                .orElseThrow();
    }
}

package cn.zhibu.member.composition;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.member.composition.Discretion.Number;
import cn.zhibu.member.composition.Discretion.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No number that is not said can be reckoned from what is said, by whoever knows the sum and the rule itself. */
class DiscretionTests {

    private static List<Said> how(int... people) {
        return Discretion.said(people, 3).stream().map(Number::said).toList();
    }

    /**
     * Every way of dividing so many people among so many cells is said; among those that are said in the same words, each number that
     * is not said is one thing here and another there.
     */
    @ParameterizedTest
    @CsvSource({"2,16,3", "3,16,3", "4,14,3", "5,13,3", "6,13,3", "3,18,4", "4,16,4", "3,20,5"})
    void whateverIsNotSaidCouldBeOneThingOrAnother(int cells, int most, int fewerThan) {
        for (int sum = 1; sum <= most; sum++) {
            var said = new HashMap<List<Number>, List<int[]>>();
            each(new int[cells], 0, sum, said, fewerThan);
            for (var entry : said.entrySet()) {
                for (int at = 0; at < cells; at++) {
                    if (entry.getKey().get(at).said() != Said.PLAIN) {
                        var cell = at;
                        assertThat(entry.getValue().stream().map(people -> people[cell]))
                                .as("cell %d of %s, %d people in all", at, entry.getKey(), sum)
                                .containsAnyElementsOf(others(entry.getValue().get(0)[cell], most));
                    }
                }
            }
        }
    }

    private static List<Integer> others(int one, int most) {
        return IntStream.rangeClosed(0, most)
                .filter(each -> each != one)
                .boxed()
                .toList();
    }

    private static void each(int[] people, int at, int left, Map<List<Number>, List<int[]>> said, int fewerThan) {
        if (at == people.length - 1) {
            people[at] = left;
            said.computeIfAbsent(Discretion.said(people, fewerThan), fresh -> new ArrayList<>())
                    .add(people.clone());
            return;
        }
        for (int here = 0; here <= left; here++) {
            people[at] = here;
            each(people, at + 1, left - here, said, fewerThan);
        }
    }

    /** The same of the sizes of a bureau, where not every way can be tried: numbers are changed against each other. */
    @Test
    void inALargeBureauASmallNumberCouldBeAnother() {
        var random = new Random(3);
        for (int run = 0; run < 20_000; run++) {
            var people = random.ints(2 + random.nextInt(9), 0, 400)
                    .map(each -> random.nextInt(3) == 0 ? each % 4 : each)
                    .toArray();
            var said = Discretion.said(people, 3);
            assertThat(said).hasSize(people.length);
            Set<Integer> moved = new HashSet<>();
            for (int from = 0; from < people.length; from++) {
                for (int to = 0; to < people.length; to++) {
                    var other = people.clone();
                    other[from]--;
                    other[to]++;
                    if (from != to
                            && people[from] > 0
                            && Discretion.said(other, 3).equals(said)) {
                        moved.add(from);
                        moved.add(to);
                    }
                }
            }
            for (int at = 0; at < people.length; at++) {
                var number = said.get(at);
                if (number.said() == Said.PLAIN) {
                    assertThat(number.people()).isEqualTo(people[at]);
                } else if (said.stream().anyMatch(each -> each.said() == Said.FEW)) {
                    assertThat(moved).as("run %d, cell %d", run, at).contains(at);
                }
            }
        }
    }

    @Test
    void aSmallNumberIsKeptWithTheNextLargerOneBehindIt() {
        assertThat(how(40, 2, 0, 9, 17)).containsExactly(Said.PLAIN, Said.FEW, Said.PLAIN, Said.KEPT_BACK, Said.PLAIN);
        assertThat(how(40, 9, 17, 1)).containsExactly(Said.KEPT_BACK, Said.PLAIN, Said.PLAIN, Said.FEW);
        assertThat(how(1, 2, 30)).containsExactly(Said.FEW, Said.FEW, Said.KEPT_BACK);
        assertThat(how(40, 3, 0)).containsOnly(Said.PLAIN);
        assertThat(how(0, 0)).containsOnly(Said.PLAIN);
        assertThat(how(1, 3, 12)).as("one and three could be nothing else").containsOnly(Said.KEPT_BACK);
        assertThat(how(2, 1, 0, 1)).as("too few people").containsOnly(Said.KEPT_BACK);
    }
}

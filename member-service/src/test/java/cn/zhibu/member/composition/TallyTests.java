package cn.zhibu.member.composition;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.member.composition.Groupings.Of;
import cn.zhibu.member.roster.Counted;
import cn.zhibu.words.DataFiles;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody is counted once in each group, in the cell of the day that is asked for. */
class TallyTests {

    private static final Groupings GROUPINGS =
            new DataFiles("zhibu/").one("composition.yaml", Groupings.class).whole();
    private static final LocalDate DAY = LocalDate.of(2026, 2, 28);

    private static int at(Of id) {
        return IntStream.range(0, GROUPINGS.groups().size())
                .filter(at -> GROUPINGS.groups().get(at).id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static String cell(Of id, Counted who, LocalDate day) {
        var group = GROUPINGS.groups().get(at(id));
        return group.cells().get(Groupings.cell(group, who, day)).id();
    }

    private static Counted written(String education) {
        return new Counted(null, null, education, null, true);
    }

    @Test
    void theFileOfDataIsWhole() {
        assertThat(GROUPINGS.groups()).extracting(Groupings.Group::id).containsExactly(Of.values());
        assertThat(GROUPINGS.fewerThan()).isGreaterThan(1);
        for (var group : GROUPINGS.groups()) {
            assertThat(group.cells()).extracting(Groupings.Cell::id).doesNotHaveDuplicates();
            assertThat(group.cells())
                    .allSatisfy(cell -> assertThat(cell.names()).containsOnlyKeys("zh-CN", "en"));
            var from = group.cells().stream()
                    .map(Groupings.Cell::from)
                    .filter(each -> each != null)
                    .toList();
            assertThat(from).isSorted().doesNotHaveDuplicates();
            if (!from.isEmpty()) {
                assertThat(from.get(0)).isZero();
            }
        }
        var words = GROUPINGS.groups().get(at(Of.EDUCATION)).cells().stream()
                .flatMap(cell -> cell.words() == null ? java.util.stream.Stream.empty() : cell.words().stream());
        assertThat(words).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "大专,COLLEGE",
        "专科,COLLEGE",
        "大学专科,COLLEGE",
        "大 学 专 科（函授）,COLLEGE",
        "高职,COLLEGE",
        "本科,UNDERGRADUATE",
        "大学本科,UNDERGRADUATE",
        "学士,UNDERGRADUATE",
        "在职大学,UNDERGRADUATE",
        "大专（专升本在读）,UNDERGRADUATE",
        "Bachelor of Arts,UNDERGRADUATE",
        "Undergraduate,UNDERGRADUATE",
        "研究生,POSTGRADUATE",
        "在职硕士研究生,POSTGRADUATE",
        "教育学博士,POSTGRADUATE",
        "PhD,POSTGRADUATE",
        "高中,SECONDARY",
        "中专,SECONDARY",
        "幼师,SECONDARY",
        "初中毕业,LOWER",
        "党校函授,OTHER",
        "=1+1,OTHER",
        "𠮷,OTHER"
    })
    void educationIsFoundByWhatPeopleWrite(String written, String level) {
        assertThat(cell(Of.EDUCATION, written(written), DAY)).isEqualTo(level);
    }

    @Test
    void whatIsNotWrittenIsNotKnown() {
        assertThat(cell(Of.EDUCATION, written(null), DAY)).isEqualTo(Groupings.UNKNOWN);
        assertThat(cell(Of.GENDER, written(null), DAY)).isEqualTo(Groupings.UNKNOWN);
        assertThat(cell(Of.AGE, written(null), DAY)).isEqualTo(Groupings.UNKNOWN);
        assertThat(cell(Of.PARTY_YEARS, written(null), DAY)).isEqualTo(Groupings.UNKNOWN);
    }

    @Test
    void aBirthdayIsTheDayOnWhichABandEnds() {
        var born = new Counted("FEMALE", LocalDate.of(1990, 6, 15), null, LocalDate.of(2016, 2, 29), false);
        assertThat(cell(Of.AGE, born, LocalDate.of(2021, 6, 14))).isEqualTo("AGE_0");
        assertThat(cell(Of.AGE, born, LocalDate.of(2021, 6, 15))).isEqualTo("AGE_31");
        assertThat(cell(Of.PARTY_YEARS, born, LocalDate.of(2021, 2, 28))).isEqualTo("YEARS_0");
        assertThat(cell(Of.PARTY_YEARS, born, LocalDate.of(2021, 3, 1))).isEqualTo("YEARS_5");
        assertThat(cell(Of.AGE, born, LocalDate.of(1989, 1, 1)))
                .as("not born yet")
                .isEqualTo(Groupings.UNKNOWN);
    }

    /** Against counting each cell anew, by a condition of its own. */
    @RepeatedTest(200)
    void theNumbersAreThoseOfNaiveCounting(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var day = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(20_000));
        var all = new ArrayList<Counted>();
        var tally = new Tally(GROUPINGS, day);
        int many = random.nextInt(300);
        for (int at = 0; at < many; at++) {
            var who = somebody(random, day);
            all.add(who);
            tally.add(who);
        }
        assertThat(tally.people()).isEqualTo(many);
        for (int at = 0; at < GROUPINGS.groups().size(); at++) {
            assertThat(IntStream.of(tally.of(at)).sum()).isEqualTo(many);
        }
        assertThat(tally.of(at(Of.GENDER)))
                .containsExactly(
                        count(all, who -> "FEMALE".equals(who.gender())),
                        count(all, who -> "MALE".equals(who.gender())),
                        count(all, who -> who.gender() == null));
        assertThat(tally.of(at(Of.STATUS))).containsExactly(count(all, Counted::full), count(all, who -> !who.full()));
        int[] ages = {0, 31, 36, 41, 46, 51, 56, 61, 1000};
        var counted = tally.of(at(Of.AGE));
        for (int band = 0; band < ages.length - 1; band++) {
            int from = ages[band];
            int next = ages[band + 1];
            assertThat(counted[band])
                    .as("from %d on", from)
                    .isEqualTo(count(
                            all,
                            who -> who.born() != null
                                    && !who.born().isAfter(day)
                                    && ChronoUnit.YEARS.between(who.born(), day) >= from
                                    && ChronoUnit.YEARS.between(who.born(), day) < next));
        }
        var education = tally.of(at(Of.EDUCATION));
        assertThat(education[1]).isEqualTo(count(all, who -> "本科".equals(who.education())));
        assertThat(education[education.length - 1]).isEqualTo(count(all, who -> who.education() == null));
    }

    private static int count(List<Counted> all, Predicate<Counted> which) {
        return (int) all.stream().filter(which).count();
    }

    private static Counted somebody(Random random, LocalDate day) {
        String[] genders = {"FEMALE", "MALE", null};
        String[] education = {"本科", "大专", "硕士", "别的", null};
        return new Counted(
                genders[random.nextInt(genders.length)],
                random.nextInt(6) == 0 ? null : day.minusDays(random.nextInt(30_000)),
                education[random.nextInt(education.length)],
                random.nextInt(6) == 0 ? null : day.minusDays(random.nextInt(22_000)),
                random.nextBoolean());
    }
}

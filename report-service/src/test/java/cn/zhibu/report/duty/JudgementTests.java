package cn.zhibu.report.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.report.fact.Source;
import cn.zhibu.rules.RuleService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of a judgement is the judgement: after any history, on any day, and as text. */
class JudgementTests {

    private static final RuleService PACKS = RuleService.onClassPath();
    private static final SheetText TEXT = new SheetText(JsonMapper.builder().build(), PACKS);
    private static final int SUBJECTS = 25;
    private static final int EVENTS = 80;

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachStepOfAHistoryEndsWhereJudgingAllOfItEnds(long seed) {
        var by = new Histories(seed);
        var shape = by.shape();
        var exemptions = by.exemptions();
        var newest = new HashMap<String, Source>();
        var kept = Duties.judged(shape, exemptions, PACKS.rules(), Histories.YEAR);
        int changed = 0;
        for (int event = 0; event < EVENTS; event++) {
            var id = "s" + by.number(SUBJECTS);
            if (!by.chance(4)) { // otherwise what is there is told again
                var now = by.subject(id);
                newest.remove(id);
                if (now != null) {
                    newest.put(id, now);
                }
            }
            var before = kept;
            kept = kept.stream().map(each -> each.after(id, newest.get(id))).toList();
            changed += kept.equals(before) ? 0 : 1;
        }
        var all = new ArrayList<>(newest.values());
        all.addAll(exemptions);
        assertThat(kept).isEqualTo(Duties.judged(shape, all, PACKS.rules(), Histories.YEAR));
        assertThat(TEXT.read("b", TEXT.write(kept))).isEqualTo(kept);
        assertThat(changed).isLessThan(EVENTS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingStandsOtherwiseOnADayThatIsNotNamed(long seed) {
        var by = new Histories(seed);
        var shape = by.shape();
        var all = new ArrayList<>(by.exemptions());
        for (int i = 0; i < SUBJECTS; i++) {
            Stream.ofNullable(by.subject("s" + i)).forEach(all::add);
        }
        var judged = Duties.judged(shape, all, PACKS.rules(), Histories.YEAR);
        var turns = judged.stream().flatMap(Judgement::turns).toList();
        var day = LocalDate.of(Histories.YEAR - 1, 6, 1);
        var before = Duties.on(judged, day);
        for (int i = 0; i < 900; i++) {
            day = day.plusDays(1);
            if (!turns.contains(day)) {
                assertThat(Duties.on(judged, day)).as("%s", day).isEqualTo(before);
            }
            before = Duties.on(judged, day);
        }
    }
}

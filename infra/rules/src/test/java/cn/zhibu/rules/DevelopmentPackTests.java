package cn.zhibu.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

class DevelopmentPackTests {

    private final RuleService rules = RuleService.onClassPath();

    @ParameterizedTest
    @CsvSource({"2010-01-01,2014", "2014-05-28,2014", "2026-05-17,2014", "2026-05-18,2026", "2030-02-28,2026"})
    void aVersionHoldsFromItsDayUntilTheNextDoes(LocalDate day, String version) {
        assertThat(rules.development(day).id()).isEqualTo(version);
    }

    @Test
    void theRevisionBringsPublicityAMonthAfterThePreReviewAndAMonthForTheOathDm08Dm13Dm21() {
        var before = rules.development(LocalDate.of(2026, 5, 17));
        var after = rules.development(LocalDate.of(2026, 5, 18));
        assertThat(before.step("publicity")).isEmpty();
        assertThat(after.step("publicity")).isPresent();
        assertThat(before.step("admission").orElseThrow().due()).isEmpty();
        assertThat(after.step("admission").orElseThrow().due())
                .extracting(DevelopmentPack.Limit::rule, DevelopmentPack.Limit::months)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("DM-13", 1));
        assertThat(before.step("oath").orElseThrow().due()).isEmpty();
        assertThat(after.step("oath").orElseThrow().due())
                .extracting(DevelopmentPack.Limit::rule)
                .containsExactly("DM-21");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-18,2026-05-26,false", // a Monday; the first day is not counted
        "2026-04-30,2026-05-12,false", // the holidays of May; the worked Saturday counts
        "2026-09-24,2026-10-10,false", // two holidays on the way
        "2026-09-30,2026-10-14,false", // a week off, the worked Saturday counts
        "2026-12-31,2027-01-08,true", // the calendar of 2027 is not known
        "2026-12-24,2027-01-01,false",
        "2024-02-08,2024-02-22,false" // the spring festival of a leap year, the worked Sunday counts
    })
    void fiveWorkingDaysGoAroundHolidaysAndCountWorkedWeekendsDm08Dm28(
            LocalDate from, LocalDate first, boolean provisional) {
        assertThat(rules.workdays().after(from, 5)).isEqualTo(new Workdays.Counted(first, provisional));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since: activist, months: 12~since: archive, months: 12~does not come before",
                "workingDays: 5~days: 5~days",
                "workingDays: 5~workingDays: 5, months: 1~months or in working days",
                "repeatsUntil: target~repeatsUntil: nothing~repeats until",
                "stage: PROBATION~stage: APPLICANT~earlier stage",
                "  ACTIVIST: {~  NOBODY: {~NOBODY",
                "atLeastMonths: 6~atLeastMonths: 13~shortest",
                "id: contacts~id: activist~stands twice"
            })
    void aFaultyVersionIsRefused(String fault) throws IOException {
        var parts = fault.split("~", -1);
        var sound =
                new ClassPathResource("zhibu/rules/developments/2026.yaml").getContentAsString(StandardCharsets.UTF_8);
        assertThat(sound).contains(parts[0]);
        var broken = sound.replaceFirst(
                java.util.regex.Pattern.quote(parts[0]), java.util.regex.Matcher.quoteReplacement(parts[1]));
        assertThatThrownBy(
                        () -> RuleReader.development(new ByteArrayInputStream(broken.getBytes(StandardCharsets.UTF_8))))
                .hasStackTraceContaining(parts[2]);
    }
}

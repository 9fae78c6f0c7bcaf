package cn.zhibu.report.fact;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.report.fact.Measuring.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one record version measures. */
class MeasuringTests {

    private static final LocalDate DAY = LocalDate.parse("2025-09-10");

    private static List<Fact> facts(String kind, Map<String, ?> values) {
        var subject = new Subject("r", DAY, Values.flatten(values));
        return Measuring.facts(CATALOGUE.kind(kind).orElseThrow(), null, subject);
    }

    @Test
    void aSumTakesItsQuantityAndLeavesOutWhatIsMissing() {
        var facts = facts("volunteer-service", Map.of("theme", "植树", "hours", 12.50));
        assertThat(facts).extracting(Fact::measure).containsExactly("volunteer-activities", "volunteer-hours");
        assertThat(facts.get(1).quantity()).isEqualByComparingTo("12.5");
        assertThat(facts.get(1).by()).containsEntry("theme", "植树");
    }

    @Test
    void aConditionOfTheMeasureMustHold() {
        var work = facts("honour", Map.of("holder", "work", "category", "art", "title", "特等奖", "level", "CITY"));
        assertThat(work).extracting(Fact::measure).containsExactly("work-awards");
        var person = facts(
                "honour",
                Map.of("holder", "person", "category", "contest", "title", "一等奖", "level", "CITY", "staffNumber", "7"));
        assertThat(person).extracting(Fact::measure).containsExactly("honoured-persons", "person-awards");
        assertThat(person.get(0).key()).isEqualTo("7");
    }

    @Test
    void theUnitMayStandInTheRecord() {
        var facts = facts(
                "pairing-assistance",
                Map.of(
                        "partner",
                        Map.of("name", "甲园"),
                        "form",
                        "goods",
                        "item",
                        "书",
                        "quantity",
                        250,
                        "goodsUnit",
                        "volumes"));
        assertThat(facts)
                .anySatisfy(fact -> {
                    assertThat(fact.measure()).isEqualTo("aid-goods");
                    assertThat(fact.measureUnit()).isEqualTo("volumes");
                    assertThat(fact.by()).containsEntry("partner", "name:甲园");
                })
                .noneMatch(fact -> fact.measure().equals("aid-money"));
    }

    @Test
    void aYearOrDateInTheRecordSaysWhenAFactCounts() {
        assertThat(facts("measure", Map.of("year", 2026, "text", "抓学习")).get(0).date())
                .isEqualTo(LocalDate.parse("2026-01-01"));
        assertThat(facts("training", Map.of("topic", "教研", "level", "CITY"))
                        .get(0)
                        .date())
                .isEqualTo(DAY);
    }

    @Test
    void aSessionOfTwoFormsIsOneOfEach() {
        var facts = facts("session", Map.of("form", List.of("BRANCH_ASSEMBLY", "PARTY_LECTURE"), "present", 14));
        assertThat(facts.stream()
                        .filter(fact -> fact.measure().equals("sessions"))
                        .map(fact -> fact.by().get("form")))
                .containsExactly("BRANCH_ASSEMBLY", "PARTY_LECTURE");
        assertThat(facts.stream().filter(fact -> fact.measure().equals("attendances")))
                .hasSize(1);
    }

    @Test
    void momentsOfAnOpinionAreMeasuredApart() {
        var source = CATALOGUE.kind("opinion").orElseThrow();
        var subject = new Subject("o", DAY, Map.of("opinion", List.of("o")));
        assertThat(Measuring.facts(source, "raised", subject))
                .extracting(Fact::measure)
                .containsExactly("opinions");
        assertThat(Measuring.facts(source, "rectified", subject))
                .extracting(Fact::measure)
                .containsExactly("opinions-rectified");
        assertThat(Measuring.facts(source, null, subject)).isEmpty();
    }

    @Test
    void personsAreCountedOnceAndUnitsNeverMixed() {
        var measure = CATALOGUE.measure("honoured-persons").orElseThrow();
        var one = new Fact("honoured-persons", DAY, BigDecimal.ONE, "persons", "7", Map.of());
        assertThat(FactService.count(measure, List.of(one, one))).containsEntry("persons", BigDecimal.ONE);
        var goods = CATALOGUE.measure("aid-goods").orElseThrow();
        var books = new Fact("aid-goods", DAY, BigDecimal.valueOf(250), "volumes", "r", Map.of());
        var toys = new Fact("aid-goods", DAY, BigDecimal.TEN, "pieces", "r", Map.of());
        assertThat(FactService.count(goods, List.of(books, toys, toys)))
                .containsEntry("volumes", BigDecimal.valueOf(250))
                .containsEntry("pieces", BigDecimal.valueOf(20));
    }
}

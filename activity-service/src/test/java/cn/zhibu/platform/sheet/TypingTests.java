package cn.zhibu.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.platform.sheet.Columns.Column;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypingTests {

    private static ImportLine line(String kind, Known known, Map<String, String> cells) {
        var typing = new Typing(Columns.of(SheetFixtures.kind(kind)), known);
        var raw = new HashMap<Column, Raw>();
        typing.columns().all().forEach(column -> raw.put(column, Raw.text(cells.getOrDefault(column.id(), ""))));
        return java.util.Objects.requireNonNull(typing.line(7, raw, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-04-03|2025-04-03",
                "2025-4-3|2025-04-03",
                "2025/4/3|2025-04-03",
                "2025.4.3|2025-04-03",
                "2025年4月3日|2025-04-03",
                "2025 年 4 月 3 号|2025-04-03",
                "２０２５年４月３日|2025-04-03",
                "20250403|2025-04-03",
                "2025/4/3 0:00:00|2025-04-03",
                "2025-04-03T08:30:00|2025-04-03",
                "3/4/2025|3/4/2025",
                "4月3日|4月3日",
                "2025年4月|2025年4月",
                "2025-02-30|2025-02-30",
                "25.4.3|25.4.3",
                "昨天|昨天"
            })
    void daysAreReadInTheWaysInWhichTheYearComesFirst(String typed, String read) {
        assertThat(line("competition", Known.NOTHING, Map.of("date", typed)).date())
                .isEqualTo(read);
    }

    @Test
    void everyDayThatASpreadsheetCountsIsThatDay() {
        for (var day = LocalDate.of(1900, 3, 1); day.getYear() < 2200; day = day.plusDays(17)) {
            var count = BigDecimal.valueOf(
                    day.toEpochDay() - LocalDate.of(1899, 12, 30).toEpochDay());
            assertThat(Days.of(count, false)).isEqualTo(day.toString());
            assertThat(Days.of(count.add(new BigDecimal("0.75")), false)).isEqualTo(day.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20000|20000",
                "20,000.50|20000.5",
                "￥20,000|20000",
                "¥ 300 元|300",
                "２０００|2000",
                "1.5万|1.5万",
                "约100|约100"
            })
    void moneyIsReadAsPeopleWriteIt(String typed, String read) {
        var line = line("pairing-assistance", Known.NOTHING, Map.of("date", "2025-1-1", "amount", typed));
        assertThat(line.values().get("amount")).hasToString(read);
    }

    @Test
    void choicesAndNamesAreFoundHoweverTheyWereTyped() {
        var known = SheetFixtures.people(Map.of("临湖镇 幼儿园", "u1"));
        var line = line("pairing-assistance", known, Map.of("partner", "临湖镇幼儿园", "form", " 资金 "));
        assertThat(line.values()).containsEntry("partner", Map.of("unit", "u1")).containsEntry("form", "money");
        var outside = line("pairing-assistance", known, Map.of("partner", "外县小学", "form", "Goods"));
        assertThat(outside.values())
                .containsEntry("partner", Map.of("name", "外县小学"))
                .containsEntry("form", "goods");
        var visit = line("class-visit", SheetFixtures.people(Map.of("张伟", "m1")), Map.of("visitor", "张 伟"));
        assertThat(visit.values()).containsEntry("visitor", "m1");
    }

    @Test
    void whoIsNotTheOnlyOneOfTheNameIsMarked() {
        var two = new Known(Map.of("张伟", List.of("m1", "m2")), Map.of(), Map.of(), List.of("张伟"));
        assertThat(line("class-visit", two, Map.of("visitor", "张伟")).marks())
                .isEqualTo(Map.of("/values/visitor", "NAME_NOT_CLEAR"));
    }

    @Test
    void headingsNameTheirColumnsInEitherLanguageInAnyOrder() {
        for (var kind : List.of("pairing-assistance", "honour", "competition", "class-visit")) {
            var columns = Columns.of(SheetFixtures.kind(kind));
            for (var column : columns.all()) {
                for (var language : List.of("zh-CN", "en")) {
                    assertThat(columns.headed(" " + column.name(language).toUpperCase() + " *"))
                            .as(kind + " " + column.name(language))
                            .isEqualTo(column);
                }
            }
        }
    }
}

package cn.zhibu.load.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.load.sheet.Planted.Cell;
import cn.zhibu.load.sheet.Planted.Judged;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class PlantedTests {

    @Test
    void everySortIsPlantedAndNoRowTwice() {
        var planted = Planted.of(5000, 200, 1);
        assertThat(planted.flaws()).hasSize(200);
        assertThat(planted.flaws().keySet()).allMatch(row -> row >= 2 && row <= 5001);
        var sorts =
                planted.flaws().values().stream().collect(Collectors.groupingBy(flaw -> flaw, Collectors.counting()));
        assertThat(sorts)
                .hasSize(15)
                .allSatisfy((flaw, count) -> assertThat(count).isBetween(13L, 14L));
        assertThat(Planted.of(5000, 200, 1)).isEqualTo(planted);
        assertThat(Planted.of(5000, 200, 2)).isNotEqualTo(planted);
        assertThatThrownBy(() -> Planted.of(10, 11, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsMissedAndWhatIsInventedAreTwoFigures() {
        var planted = Planted.of(100, 20, 1);
        var said = new ArrayList<>(planted.cells());
        assertThat(planted.judge(said)).isEqualTo(new Judged(20, 0));
        said.remove(0);
        said.add(new Cell(7000, "/date"));
        assertThat(planted.judge(said)).isEqualTo(new Judged(19, 1));
        assertThat(planted.judge(List.of())).isEqualTo(new Judged(0, 0));
    }

    @Test
    void theFlawsStandWhereTheyArePlanted() throws IOException {
        var planted = Planted.of(60, 30, 3);
        var bytes = Workbook.of(planted, row -> "幼儿园" + row, LocalDate.of(2026, 3, 1));
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(60);
            assertThat(sheet.getRow(0).getCell(3).getStringCellValue()).isEqualTo("金额");
            planted.flaws().forEach((row, flaw) -> {
                var form = sheet.getRow(row - 1).getCell(Flaw.FORM).getStringCellValue();
                assertThat(form)
                        .isEqualTo(
                                switch (flaw) {
                                    case NO_SUCH_FORM -> "其他";
                                    case HALF_A_THING, NO_SUCH_UNIT, NOTHING_GIVEN -> "实物";
                                    default -> "资金";
                                });
            });
        }
    }
}

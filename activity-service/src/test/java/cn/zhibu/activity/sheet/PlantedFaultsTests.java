package cn.zhibu.activity.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Five thousand rows with two hundred faults of sixteen sorts: each is reported at its row and column, and nothing else is. */
@ServiceTest
@Timeout(180)
class PlantedFaultsTests {

    private static final Owner OWNER = new Owner();
    private static final int ROWS = 5000;
    private static final int EVERY = 25;
    private static final List<String> HEADINGS =
            List.of("日期", "帮扶对象", "帮扶形式", "金额", "物品", "数量", "计量单位", "审批或收据编号", "内部备注");

    @DynamicPropertySource
    static void names(DynamicPropertyRegistry registry) {
        registry.add("zhibu.member-url", OWNER::url);
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    /** Puts a fault into a row: what stands in which column, and what has to be said of it. */
    private record Fault(String expected, Map<Integer, Object> cells) {}

    private static final Object NOTHING = "";

    private static final List<Fault> SORTS = List.of(
            new Fault("/date:REQUIRED", Map.of(0, NOTHING)),
            new Fault("/date:NOT_A_DATE", Map.of(0, "4月3日")),
            new Fault("/date:IN_THE_FUTURE", Map.of(0, LocalDate.of(2150, 1, 1))),
            new Fault("/date:TOO_EARLY", Map.of(0, "1750-01-01")),
            new Fault("/values/partner:REQUIRED", Map.of(1, NOTHING)),
            new Fault("/values/form:NOT_AN_OPTION", Map.of(2, "现款", 3, NOTHING)),
            new Fault("/values/amount:NOT_A_NUMBER", Map.of(3, "约一百")),
            new Fault("/values/amount:TOO_SMALL", Map.of(3, 0)),
            new Fault("/values/amount:TOO_LARGE", Map.of(3, 1_000_000_000)),
            new Fault("/values/amount:TOO_MANY_DECIMALS", Map.of(3, new BigDecimal("1.005"))),
            new Fault("/values/item:NOT_ASKED", Map.of(4, "图书")),
            new Fault("/values/quantity:REQUIRED", Map.of(2, "实物", 3, NOTHING, 4, "图书", 6, "册")),
            new Fault("/values/quantity:NOT_AN_INTEGER", Map.of(2, "实物", 3, NOTHING, 4, "图书", 5, 1.5, 6, "册")),
            new Fault("/values/approval:TOO_LONG", Map.of(7, "号".repeat(61))),
            new Fault("/values/approval:LOST_DIGITS", Map.of(7, new BigDecimal("123456789012345678"))),
            new Fault("/date:TWICE_IN_SHEET", Map.of(0, LocalDate.of(2019, 1, 1), 1, "第一", 3, 1)));

    @Test
    void eachFaultIsReportedAtItsRowAndColumn() throws IOException {
        var branch = Branch.of(http, world);
        var expected = new TreeMap<Integer, List<String>>();
        var file = workbook(expected);
        assertThat(expected).hasSize(ROWS / EVERY);
        long began = System.nanoTime();
        var brought = branch.bring("pairing-assistance", file).expect(201);
        System.out.println("5,000 rows read and looked at in " + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertThat(brought.get("rows").asInt()).isEqualTo(ROWS);
        assertThat(brought.get("faulty").asInt()).isEqualTo(ROWS / EVERY);
        var id = brought.get("id").asString();
        var reported = new TreeMap<Integer, List<String>>();
        for (int page = 1; page <= 2; page++) {
            branch.secretary()
                    .get("/imports/" + id + "/rows?faulty=true&size=100&page=" + page)
                    .expect(200)
                    .get("items")
                    .forEach(row -> row.get("faults")
                            .forEach(fault -> reported.computeIfAbsent(
                                            row.get("row").asInt(), fresh -> new ArrayList<>())
                                    .add(fault.get("pointer").asString() + ":"
                                            + fault.get("code").asString())));
        }
        assertThat(reported).isEqualTo(expected);
        assertThat(branch.workbook("/imports/" + id + "/faults.xlsx", "sec", "zh-CN"))
                .hasSizeGreaterThan(100_000);
        assertThat(branch.bring("pairing-assistance", file, UUID.randomUUID().toString())
                        .status())
                .as("nothing of the first import stands in the way of another")
                .isEqualTo(201);
    }

    private static byte[] workbook(Map<Integer, List<String>> expected) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "Test", "1.0")) {
            var sheet = book.newWorksheet("表");
            for (int at = 0; at < HEADINGS.size(); at++) {
                sheet.value(0, at, HEADINGS.get(at));
            }
            cells(sheet, 1, Map.of(0, LocalDate.of(2019, 1, 1), 1, "第一", 2, "资金", 3, 1));
            for (int at = 1; at < ROWS; at++) {
                var cells = new HashMap<Integer, Object>(Map.of(
                        0,
                        LocalDate.of(2020, 1, 1).plusDays(at % 2000),
                        1,
                        "外单位" + at,
                        2,
                        "资金",
                        3,
                        at + 0.5,
                        8,
                        "备注" + at));
                if (at % EVERY == 7) {
                    var fault = SORTS.get(at / EVERY % SORTS.size());
                    cells.putAll(fault.cells());
                    if (fault.expected().endsWith("TWICE_IN_SHEET")) {
                        cells.remove(8);
                    }
                    expected.put(at + 2, List.of(fault.expected()));
                }
                cells(sheet, at + 1, cells);
            }
            sheet.finish();
        }
        return out.toByteArray();
    }

    private static void cells(Worksheet sheet, int row, Map<Integer, Object> cells) {
        cells.forEach((at, value) -> {
            if (value instanceof LocalDate day) {
                sheet.value(row, at, day);
                sheet.style(row, at).format("yyyy-mm-dd").set();
            } else if (value instanceof Number number) {
                sheet.value(row, at, number);
            } else {
                sheet.value(row, at, value.toString());
            }
        });
    }
}

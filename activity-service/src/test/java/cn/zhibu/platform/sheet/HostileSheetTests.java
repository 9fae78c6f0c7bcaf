package cn.zhibu.platform.sheet;

import static cn.zhibu.platform.sheet.SheetFixtures.HEAD;
import static cn.zhibu.platform.sheet.SheetFixtures.day;
import static cn.zhibu.platform.sheet.SheetFixtures.number;
import static cn.zhibu.platform.sheet.SheetFixtures.packed;
import static cn.zhibu.platform.sheet.SheetFixtures.parts;
import static cn.zhibu.platform.sheet.SheetFixtures.right;
import static cn.zhibu.platform.sheet.SheetFixtures.row;
import static cn.zhibu.platform.sheet.SheetFixtures.text;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.process.problem.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no template is: each is read right, or refused for a reason of its own, in bounded time and memory. */
@Timeout(60)
class HostileSheetTests {

    @TempDir
    Path folder;

    private SheetFile.Read read(byte[] file) {
        return SheetFixtures.read(folder, file, SheetFixtures.typing("competition"));
    }

    private SheetFile.Read read(String rows) {
        return read(packed(parts(HEAD + rows)));
    }

    private static String refusal(Supplier<?> reading) {
        return Assertions.catchThrowableOfType(Problem.class, reading::get)
                .type()
                .name();
    }

    @Test
    void aZipBombIsRefused() {
        var bomb = parts(HEAD + right(2));
        bomb.put("xl/media/bomb.bin", " ".repeat(30 << 20));
        assertThat(refusal(() -> read(packed(bomb)))).isEqualTo("SHEET_UNPACKS_TOO_LARGE");
        var many = parts(HEAD + right(2));
        for (int at = 0; at < 1200; at++) {
            many.put("xl/x" + at + ".xml", "<a/>");
        }
        assertThat(refusal(() -> read(packed(many)))).isEqualTo("SHEET_UNPACKS_TOO_LARGE");
    }

    @Test
    void entitiesAreNotRead() {
        for (var part : new String[] {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"}) {
            var parts = parts(HEAD + right(2));
            parts.put(
                    part,
                    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                            + parts.get(part));
            assertThat(refusal(() -> read(packed(parts)))).as(part).isEqualTo("SHEET_UNREADABLE");
        }
    }

    @Test
    void ofAFormulaTheKeptValueIsTakenAndNothingIsComputed() {
        var kept = row(
                2,
                day("A2", "45770"),
                "<c r=\"B2\" t=\"str\"><f>HYPERLINK(\"http://x\",\"y\")</f><v>朗诵</v></c>",
                text("C2", "本单位"),
                "<c r=\"D2\"><f>20+22</f><v>42</v></c>");
        var line = read(kept).lines().get(0);
        assertThat(line.values()).containsEntry("name", "朗诵").containsKey("participants");
        assertThat(line.values().get("participants")).hasToString("42");
        var none = row(3, day("A3", "45770"), "<c r=\"B3\"><f>WEBSERVICE(\"http://x\")</f></c>", text("C3", "本单位"));
        assertThat(read(none).lines().get(0).marks()).isEqualTo(Map.of("/values/name", "FORMULA_UNREAD"));
        var wrong = row(4, day("A4", "45770"), "<c r=\"B4\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", text("C4", "本单位"));
        assertThat(read(wrong).lines().get(0).marks()).isEqualTo(Map.of("/values/name", "CELL_ERROR"));
    }

    @Test
    void aMillionEmptyRowsAreNoRows() {
        var rows = new StringBuilder(right(2));
        for (int at = 3; at <= 1_000_000; at++) {
            rows.append("<row r=\"")
                    .append(at)
                    .append("\" ht=\"15\"><c r=\"A")
                    .append(at)
                    .append("\" s=\"1\"/></row>");
        }
        assertThat(read(rows + right(1_000_001)).lines())
                .extracting(ImportLine::row)
                .containsExactly(2, 1_000_001);
    }

    @Test
    void moreRowsThanAreTakenAtATimeAreRefused() {
        var rows = new StringBuilder();
        for (int at = 2; at <= Spread.MOST_ROWS + 2; at++) {
            rows.append(right(at));
        }
        assertThat(refusal(() -> read(rows.toString()))).isEqualTo("TOO_MANY_ROWS");
    }

    @Test
    void daysAreCountedFromWhereTheWorkbookSays() {
        var row = row(2, day("A2", "44308"), text("B2", "朗诵"), text("C2", "本单位"));
        assertThat(read(packed(parts(HEAD + row))).lines().get(0).date()).isEqualTo("2021-04-22");
        for (var said : new String[] {"1", "true"}) {
            var since1904 = parts(HEAD + row, "", "<workbookPr date1904=\"" + said + "\"/>");
            assertThat(read(packed(since1904)).lines().get(0).date()).isEqualTo("2025-04-23");
        }
    }

    @Test
    void numbersThatLostDigitsAreMarkedAndOthersAreAsTheyAreShown() {
        var lost = row(2, day("A2", "45770"), number("B2", "1.10101199001011E+17"), text("C2", "本单位"));
        assertThat(read(lost).lines().get(0).marks()).isEqualTo(Map.of("/values/name", "LOST_DIGITS"));
        var typed = row(2, day("A2", "45770"), text("B2", "1.10101E+17"), text("C2", "本单位"));
        assertThat(read(typed).lines().get(0).marks()).isEqualTo(Map.of("/values/name", "LOST_DIGITS"));
        var noise = row(
                2, day("A2", "45770"), number("B2", "1001"), text("C2", "本单位"), number("D2", "0.30000000000000004"));
        var line = read(noise).lines().get(0);
        assertThat(line.values()).containsEntry("name", "1001");
        assertThat(line.values().get("participants")).hasToString("0.3");
        var endless = row(
                2,
                day("A2", "45770"),
                number("B2", "1E+999999999"),
                number("C2", "1E-999999999"),
                number("D2", "9".repeat(9000)));
        assertThat(read(endless).lines().get(0).values().get("name")).isEqualTo("1E+999999999");
    }

    @Test
    void mergedCellsAreSaidWhereTheyHideAValue() {
        var rows = right(2) + row(3, day("A3", "45771"), "<c r=\"B3\"/>", text("C3", "本单位"));
        var merged = parts(HEAD + rows, "<mergeCells count=\"1\"><mergeCell ref=\"B2:B3\"/></mergeCells>", "");
        var lines = read(packed(merged)).lines();
        assertThat(lines.get(0).marks()).isEmpty();
        assertThat(lines.get(1).marks()).isEqualTo(Map.of("/values/name", "MERGED_CELL"));
    }

    @Test
    void hiddenRowsAreReadAndSaid() {
        var read = read(right(2) + right(3).replace("<row ", "<row hidden=\"1\" "));
        assertThat(read.hidden()).isEqualTo(1);
        assertThat(read.lines()).extracting(ImportLine::hidden).containsExactly(false, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "GB18030", "UTF-8", "UTF-8 with mark", "UTF-16LE with mark", "UTF-16BE with mark"})
    void separatedTextIsReadInTheEncodingsThatSpreadsheetsSave(String encoding) {
        var charset = Charset.forName(encoding.replace(" with mark", ""));
        for (char separator : new char[] {',', '\t', ';'}) {
            var text = (encoding.endsWith("mark") ? "\uFEFF" : "")
                    + "日期,竞赛名称,级别,参赛人数,别的\r\n2025/4/23,\"诗, 歌\n与\"\"画\"\"\",本单位,12,x\r\n\r\n".replace(',', separator);
            var read = read(text.getBytes(charset));
            assertThat(read.ignored()).containsExactly("别的");
            assertThat(read.lines()).singleElement().satisfies(line -> {
                assertThat(line.date()).isEqualTo("2025-04-23");
                assertThat(line.values())
                        .containsEntry("name", "诗" + separator + " 歌\n与\"画\"")
                        .containsEntry("level", "SCHOOL");
            });
        }
    }

    @Test
    void whatIsNoSheetIsRefusedInWords() {
        assertThat(refusal(() -> read(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0})))
                .isEqualTo("SHEET_FORMAT_NOT_TAKEN");
        assertThat(refusal(() -> read("%PDF-1.4".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("SHEET_FORMAT_NOT_TAKEN");
        assertThat(refusal(() -> read(new byte[0]))).isEqualTo("SHEET_WITHOUT_HEADINGS");
        assertThat(refusal(() -> read(new byte[] {1, 0, 2, 0, (byte) 0xff, 0}))).isEqualTo("SHEET_UNREADABLE");
        assertThat(refusal(() -> read("姓名,年龄\n甲,3".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("SHEET_WITHOUT_HEADINGS");
        assertThat(refusal(() -> read("日期,竞赛名称\n,\n".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("SHEET_EMPTY");
        var whole = packed(parts(HEAD + right(2)));
        assertThat(refusal(() -> read(Arrays.copyOf(whole, whole.length / 2)))).isEqualTo("SHEET_UNREADABLE");
        var other = parts(HEAD + right(2));
        other.remove("xl/workbook.xml");
        assertThat(refusal(() -> read(packed(other)))).isEqualTo("SHEET_UNREADABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r=\"-5\"><c r=\"A2\"><v>1</v></c></row>",
                "<row r=\"99999999999\"><c r=\"A2\"><v>1</v></c></row>",
                "<row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"s\"><v>77</v></c></row>",
                "<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>",
                "<row r=\"2\"><c r=\"A2\" t=\"odd\"><v>1</v></c></row>",
                "<row r=\"2\"><c r=\"A2\" s=\"-1\"><v>1</v></c></row>",
                "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"9\"/><v>1</v></c></row>"
            })
    void brokenCellsAreRefusedOrLeftAlone(String rows) {
        try {
            assertThat(read(rows).lines()).hasSizeLessThan(2);
        } catch (Problem refused) {
            assertThat(refused.type().name()).isIn("SHEET_UNREADABLE", "SHEET_EMPTY", "SHEET_UNPACKS_TOO_LARGE");
        }
    }
}

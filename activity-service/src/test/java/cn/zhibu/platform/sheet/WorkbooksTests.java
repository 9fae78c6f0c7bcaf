package cn.zhibu.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.process.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.Assertions;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class WorkbooksTests {

    @TempDir
    Path folder;

    private static final Known KNOWN =
            new Known(Map.of("张伟", List.of("m1")), Map.of(), Map.of("m1", "张伟"), List.of("张伟"));

    private static Workbooks books(String kind, Locale locale) {
        return new Workbooks(new SheetWords(), Columns.of(SheetFixtures.kind(kind)), KNOWN, locale);
    }

    private static byte[] template(String kind, Locale locale) throws IOException {
        var out = new ByteArrayOutputStream();
        books(kind, locale).template(out);
        return out.toByteArray();
    }

    @Test
    void everyKindHasATemplateInBothLanguages() throws IOException {
        var kinds = new PathMatchingResourcePatternResolver().getResources("classpath*:zhibu/catalogue/kinds/*.yaml");
        assertThat(kinds).hasSizeGreaterThan(30);
        for (var file : kinds) {
            var kind = String.valueOf(file.getFilename()).replace(".yaml", "");
            for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                var template = template(kind, locale);
                try (var book = new ReadableWorkbook(new ByteArrayInputStream(template))) {
                    assertThat(book.getSheets().map(sheet -> sheet.getVisibility()))
                            .as(kind)
                            .containsExactly(
                                    SheetVisibility.VISIBLE, SheetVisibility.VISIBLE, SheetVisibility.VERY_HIDDEN);
                }
                var refused = Assertions.catchThrowableOfType(
                        Problem.class, () -> SheetFixtures.read(folder, template, SheetFixtures.typing(kind)));
                assertThat(refused.type()).as(kind).isEqualTo(ImportProblem.SHEET_EMPTY);
            }
        }
    }

    @Test
    void aTemplateOfAnotherKindIsRefused() throws IOException {
        var template = template("honour", Locale.ENGLISH);
        var refused = Assertions.catchThrowableOfType(
                Problem.class, () -> SheetFixtures.read(folder, template, SheetFixtures.typing("competition")));
        assertThat(refused.type()).isEqualTo(ImportProblem.SHEET_OF_ANOTHER_KIND);
    }

    @Test
    void whatIsCarriedOutComesBackTheSame() throws IOException {
        Map<String, Object> values = Map.of(
                "partner",
                Map.of("name", "临湖镇幼儿园"),
                "form",
                "money",
                "amount",
                new BigDecimal("20000.55"),
                "note",
                "第一行\n第二行");
        for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            for (boolean faults : new boolean[] {true, false}) {
                var out = new ByteArrayOutputStream();
                var line = new Workbooks.Line("2025-03-01", values, Map.of("/values/amount", "!", "", "金额：!"), 9);
                books("pairing-assistance", locale).filled(out, List.of(line), faults);
                var read = SheetFixtures.read(folder, out.toByteArray(), SheetFixtures.typing("pairing-assistance"));
                assertThat(read.ignored()).isEmpty();
                assertThat(read.lines()).singleElement().satisfies(back -> {
                    assertThat(back.date()).isEqualTo("2025-03-01");
                    assertThat(back.values().keySet()).isEqualTo(values.keySet());
                    assertThat(back.values().get("amount")).hasToString("20000.55");
                    assertThat(back.values().get("note")).isEqualTo("第一行\n第二行");
                    assertThat(back.marks()).isEmpty();
                });
            }
        }
    }

    @Test
    void theWordsOfWorkbooksAreThereInBothLanguages() throws IOException {
        var chinese = words("sheets_zh_CN.properties");
        var english = words("sheets_en.properties");
        assertThat(english.keySet()).isEqualTo(chinese.keySet());
        for (var words : List.of(chinese, english)) {
            for (var key : List.of("faults", "row")) {
                assertThat(Workbooks.ours(words.getProperty(key))).isTrue();
            }
        }
    }

    private static Properties words(String name) throws IOException {
        var words = new Properties();
        try (var in = new java.io.InputStreamReader(
                WorkbooksTests.class.getResourceAsStream("/" + name), java.nio.charset.StandardCharsets.UTF_8)) {
            words.load(in);
        }
        return words;
    }
}

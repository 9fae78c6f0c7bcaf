package cn.zhibu.activity.paper;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.platform.web.Word;
import cn.zhibu.platform.web.Word.Cell;
import cn.zhibu.platform.web.Word.Row;
import cn.zhibu.platform.web.Word.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Whatever is typed is text in the document, and the document opens. */
class WordTests {

    private static Unpacked with(String text) {
        var row = new Row(List.of(Cell.of("议程"), new Cell(List.of(text), 3, false)), 560, true);
        return Unpacked.of(Word.written("会议记录", List.of(new Table(List.of(1, 1, 1, 1), List.of(row), 0))));
    }

    @Test
    void whatLooksLikeAMarkIsText() {
        for (var text : List.of(
                "{{title}} {{#each}} {{?about}}",
                "${x} #{T(java.lang.Runtime)} <w:br/> &amp; ]]> <!--",
                "=1+1 @SUM(A1)",
                "学习🎉👨‍👩‍👧‍👦党章 𠮷",
                "a\tb",
                "长".repeat(20000))) {
            assertThat(with(text).behind("议程")).isEqualTo(text);
        }
    }

    @Test
    void anEndOfALineIsOne() {
        assertThat(with("一\n\n二\r\n三").behind("议程")).isEqualTo("一\n\n二\n三");
    }

    /** The door lets none of them in; what was stored before it was strict does not break a paper. */
    @Test
    void whatNoDocumentCanHoldIsLeftOut() {
        assertThat(with("a\u0000\u0007b\ud800c\uffffd").behind("议程")).isEqualTo("abcd");
        assertThat(with("").behind("议程")).isEmpty();
    }

    @Test
    void aThousandRowsAreARow() {
        var rows = new ArrayList<Row>();
        for (int row = 0; row < 1000; row++) {
            rows.add(new Row(List.of(Cell.of("r" + row), Cell.of("")), 560, true));
        }
        var read = Unpacked.of(Word.written("t", List.of(new Table(List.of(1, 3), rows, 1))));
        assertThat(read.rows()).hasSize(1000);
        assertThat(read.rows().get(999)).containsExactly("r999", "");
    }

    @Test
    void theWordsAreThereInBothLanguages() throws Exception {
        var all = new ArrayList<Properties>();
        for (var language : List.of("zh_CN", "en")) {
            try (var in = getClass().getResourceAsStream("/papers_" + language + ".properties")) {
                var words = new Properties();
                words.load(in);
                all.add(words);
            }
        }
        assertThat(all.get(0).keySet()).isEqualTo(all.get(1).keySet());
        assertThat(new PaperWords().of(Locale.FRENCH, "number")).isEqualTo("序号");
        assertThat(new PaperWords().of(Locale.ENGLISH, "count", "15", "12")).isEqualTo("15 expected, 12 present");
    }
}

package cn.zhibu.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

class WordTests {

    private static final List<Map<String, String>> ROWS = IntStream.range(0, 120)
            .mapToObj(number ->
                    Map.of("number", "" + number, "date", "2026-05-20", "kind", "记录", "summary", "第" + number + "条"))
            .toList();

    @Test
    void theFloorIsARealDocumentWithEveryRow() throws IOException {
        var file = Papers.floor(ROWS);
        try (var document = new XWPFDocument(new ByteArrayInputStream(file))) {
            assertThat(document.getTables().get(0).getNumberOfRows()).isEqualTo(120);
        }
        assertThat(Word.rows(file)).hasSize(120);
    }

    @Test
    void bareTemplatesSayTheSame() {
        var rows = Word.rows(new Papers().bare(ROWS));
        assertThat(rows).hasSizeBetween(120, 122);
        assertThat(rows.get(rows.size() - 1).get("summary")).contains("第119条");
    }

    @Test
    void theSessionOfAnAcknowledgementIsFound() {
        assertThat(Freshness.id("{\"session\":{\"id\":\"s-1\",\"unit\":\"u\"},\"warnings\":[]}"))
                .isEqualTo("s-1");
    }
}

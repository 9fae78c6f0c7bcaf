package cn.zhibu.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.load.run.Rebuild.Read;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class RebuildTests {

    @Test
    void whatWasReadBeforeTheFirstLookIsNotCounted() {
        assertThat(Rebuild.rate(List.of(new Read(9.0, 500), new Read(9.5, 4000), new Read(11.0, 10_500))))
                .isEqualTo(5000);
        assertThat(Rebuild.rate(List.of(new Read(9.0, 500))))
                .as("too few to say")
                .isZero();
    }

    @Test
    void aRowIsTheSameInWhateverOrderItsFieldsWereWritten() {
        var one = new Document("_id", "a").append("b", 1).append("c", List.of(new Document("x", 1).append("y", 2)));
        var same = new Document("c", List.of(new Document("y", 2).append("x", 1)))
                .append("b", 1)
                .append("_id", "a");
        assertThat(Rows.canonical(one)).isEqualTo(Rows.canonical(same));
        assertThat(Rows.canonical(one)).isNotEqualTo(Rows.canonical(new Document(same).append("b", 2)));
        var rows = new TreeMap<>(Map.of("a", Rows.canonical(one)));
        assertThat(Rows.of(rows)).isEqualTo(Rows.of(new TreeMap<>(Map.of("a", Rows.canonical(same)))));
        rows.put("b", "");
        assertThat(Rows.of(rows).size()).isEqualTo(2);
    }

    @Test
    void theWordOfAMarkSaysNothing() {
        var mark = new Document("_id", "u").append("mark", "x");
        assertThat(Rows.said("report_1.directory_marks_v1", new Document(mark))).isEqualTo(new Document("_id", "u"));
        assertThat(Rows.said("report_1.fact_sets_v2", new Document(mark))).isEqualTo(mark);
    }
}

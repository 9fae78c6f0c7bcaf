package cn.zhibu.kit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** That the exceptions are read from the document, and nothing else is. */
class UnindexedTests {

    private static final String HEAD = "# X\n| `a` | `find {}` | elsewhere |\n## Queries without an index\n\n"
            + "| collection | question | reason |\n| --- | --- | --- |\n";

    @Test
    void theTableUnderItsHeadingCounts() {
        var read = Unindexed.parse(
                HEAD + "| `b` | `find {c: {$gt: ?}} sort {d: 1}` | small |\n\n## Next\n| `e` | `find {}` | x |");
        assertThat(read.shapes()).containsExactly(new Shape("b", "find {c: {$gt: ?}} sort {d: 1}"));
    }

    @Test
    void aRowWithoutAReasonIsAnError() {
        assertThatThrownBy(() -> Unindexed.parse(HEAD + "| `b` | `find {}` |\n"))
                .hasMessageContaining("reason");
        assertThatThrownBy(() -> Unindexed.parse("# X")).hasMessageContaining("no chapter");
    }

    @Test
    void theDocumentCanBeRead() {
        assertThat(Unindexed.read().shapes()).isNotEmpty();
    }
}

package cn.zhibu.platform.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is typed finds what has it, however it was written. */
class SearchWordsTests {

    private static final String CHARACTERS = "党支部主题日学习讲座结对帮扶𠮷園abcXYZ019 ·，。（）\n";

    @Test
    void chineseByPairsTheRestByWords() {
        assertThat(SearchWords.of(List.of("上党课"))).containsExactly("上党", "党课");
        assertThat(SearchWords.of(List.of("赠书250册 Reading Day"))).containsExactly("赠书", "250", "reading", "day");
        assertThat(SearchWords.of(List.of("ＡＢＣ２０２６"))).containsExactly("abc2026");
        assertThat(SearchWords.of(List.of("党"))).isEmpty();
        assertThat(SearchWords.of(List.of("，。 \n", ""))).isEmpty();
        assertThat(SearchWords.of(List.of("x".repeat(5000)))).containsExactly("x".repeat(40));
    }

    @Test
    void everyStretchOfChineseAndEveryWholeWordFindsItsText() {
        var random = new Random(31);
        int[] all = CHARACTERS.codePoints().toArray();
        for (int round = 0; round < 3_000; round++) {
            var text = new StringBuilder();
            int length = 1 + random.nextInt(40);
            for (int at = 0; at < length; at++) {
                text.appendCodePoint(all[random.nextInt(all.length)]);
            }
            var pieces = SearchWords.of(List.of(text.toString()));
            int[] points = text.codePoints().toArray();
            int from = random.nextInt(points.length);
            int until = from;
            while (until < points.length && Character.isIdeographic(points[until])) {
                until++;
            }
            var stretch = new String(points, from, until - from);
            assertThat(pieces).as("%s in %s", stretch, text).containsAll(SearchWords.of(List.of(stretch)));
            for (var word : text.toString().split("[^A-Za-z0-9]+")) {
                assertThat(pieces).containsAll(SearchWords.of(List.of(word.toUpperCase(java.util.Locale.ROOT))));
            }
        }
    }
}

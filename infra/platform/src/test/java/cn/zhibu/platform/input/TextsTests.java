package cn.zhibu.platform.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTests {

    private static final int[] PLACES = {
        0x20, 0x9, 0xa, 0xd, 0x0, 0x1b, 0x7f, 0x85, 0xa0, 0xad, 0x200b, 0x200d, 0x200e, 0x202e, 0x2066, 0x2028, 0x3000,
        0xfeff, 0xfffe, 0xfdd0, 0x1f469, 0x1f3fd, 0xfe0f, 0x4e2d, 0x20bb7, 0x65, 0x301, 0x628, 0xd800, 0xdc00, 0xe0041,
        0x3164, 0xfffc, 0x1ffff
    };

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "张\udc00三", "a\u0000", "\u001b[31m", "x\u007f", "\ufffe", "\ufdd0"})
    void halvesControlsAndNoCharactersAreRefused(String typed) {
        assertThatThrownBy(() -> Texts.read(typed))
                .isInstanceOf(InputFault.class)
                .hasMessage("UNPRINTABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000", "\u00a0\u3164\n", "\u200b", "\u202e\u2066", "\ufeff", "\u2800"})
    void aTextOfBlanksIsNone(String typed) {
        assertThat(Texts.read(typed)).isNull();
    }

    @Test
    void whatIsNotSeenGoesAndWhatIsSeenStays() {
        assertThat(Texts.read("\u3000张\u202e三\u200b\ufeff\u00a0")).isEqualTo("张三");
        assertThat(Texts.read("一\r\n二\u000b三\u2028四")).isEqualTo("一\n二\n三\n四");
        assertThat(Texts.read("👩‍👩‍👧 ❤️‍🔥 👩🏽‍🏫")).isEqualTo("👩‍👩‍👧 ❤️‍🔥 👩🏽‍🏫");
        assertThat(Texts.read("a\u200db 中\u200d文")).isEqualTo("ab 中文");
        assertThat(Texts.read("\u0628\u200c\u0628")).isEqualTo("\u0628\u200c\u0628");
        assertThat(Texts.read("e\u0301")).isEqualTo("é");
        assertThat(Texts.read("𠮷野")).isEqualTo("𠮷野");
    }

    @Test
    void charactersAreCountedAndCutWhole() {
        assertThat(Texts.length("𠮷𠮷")).isEqualTo(2);
        assertThat(Texts.cut("𠮷野家", 1)).isEqualTo("𠮷");
        assertThat(Texts.cut("张👩‍👩‍👧", 3)).isEqualTo("张");
        assertThat(Texts.cut("张三", 5)).isEqualTo("张三");
    }

    @Test
    void whateverIsTypedIsCleanOrRefusedAndCleanStaysAsItIs() {
        var random = new Random(42);
        int clean = 0;
        for (int round = 0; round < 50_000; round++) {
            var typed = new StringBuilder();
            for (int at = random.nextInt(8); at >= 0; at--) {
                typed.appendCodePoint(
                        random.nextInt(4) == 0 ? random.nextInt(0x110000) : PLACES[random.nextInt(PLACES.length)]);
            }
            try {
                var text = Texts.read(typed.toString());
                if (text == null) {
                    continue;
                }
                clean++;
                assertThat(text).isEqualTo(Texts.stripped(text)).isNotEmpty();
                assertThat(Texts.read(text)).isEqualTo(text);
                assertThat(text.codePoints())
                        .allSatisfy(
                                point -> assertThat(Character.getType(point)).isNotEqualTo((int) Character.SURROGATE));
                assertThat(text.codePoints().filter(point -> point != '\n' && point != '\t'))
                        .allSatisfy(point ->
                                assertThat(Character.isISOControl(point)).isFalse());
                assertThat(text).doesNotContain("\u202e", "\u200b", "\u2066", "\ufeff");
                int most = random.nextInt(5);
                assertThat(Texts.length(Texts.cut(text, most))).isLessThanOrEqualTo(most);
                assertThat(text).startsWith(Texts.cut(text, most));
            } catch (InputFault fault) {
                assertThat(fault.code()).isEqualTo("UNPRINTABLE");
            }
        }
        assertThat(clean).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "阿卜杜拉·买买提,阿卜杜拉•买买提",
        "阿卜杜拉·买买提,阿卜杜拉‧买买提",
        "阿卜杜拉·买买提,阿卜杜拉・买买提",
        "阿卜杜拉·买买提,阿卜杜拉 买买提",
        "张三,张　三",
        "Anna Li,ＡＮＮＡ\u00a0li"
    })
    void aNameIsFoundHoweverItWasTyped(String stored, String typed) {
        assertThat(SearchText.of(typed)).isEqualTo(SearchText.of(stored));
        assertThat(SearchText.pieces(stored)).contains(SearchText.first(typed));
    }

    @Test
    void piecesAreWholeCharacters() {
        assertThat(SearchText.pieces("𠮷野")).containsExactly("𠮷", "𠮷野", "野");
        assertThat(SearchText.first("𠮷")).isEqualTo("𠮷");
        assertThat(SearchText.first(" · ")).isEmpty();
    }
}

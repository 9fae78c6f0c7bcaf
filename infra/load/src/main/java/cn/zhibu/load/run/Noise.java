package cn.zhibu.load.run;

import cn.zhibu.load.measure.LoadException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The process of the crowd, at the lowest priority: it takes only the time that nobody else wants. */
final class Noise implements AutoCloseable {

    /**
     * @param granted answered well
     * @param refused told to come again later
     * @param withoutTime refused without being told when
     */
    record Counts(long granted, long refused, long withoutTime, long failed) {

        static final Counts NONE = new Counts(0, 0, 0, 0);

        static Counts of(String line) {
            var parts = line.split(" ");
            return new Counts(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]));
        }

        long asked() {
            return granted + refused + failed;
        }

        Counts plus(Counts other) {
            return new Counts(
                    granted + other.granted,
                    refused + other.refused,
                    withoutTime + other.withoutTime,
                    failed + other.failed);
        }
    }

    private final Process process;
    private final PrintStream out;
    private final BufferedReader in;

    Noise(int port, List<String> requests) {
        try {
            process = new ProcessBuilder(
                            "nice",
                            "-n",
                            "19",
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CrowdMain.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failed) {
            throw new LoadException("the crowd could not be started: " + failed.getMessage(), failed);
        }
        out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        out.println(port);
        requests.forEach(
                request -> out.println(Base64.getEncoder().encodeToString(request.getBytes(StandardCharsets.UTF_8))));
        out.println();
    }

    long pid() {
        return process.pid();
    }

    /** From now on so many a second; answers with what became of those before. */
    Counts rate(double perSecond) {
        out.println("rate " + perSecond);
        try {
            var line = in.readLine();
            if (line == null) {
                throw new LoadException("the crowd ended");
            }
            return Counts.of(line);
        } catch (IOException failed) {
            throw new LoadException("the crowd ended: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        out.println("end");
        out.close();
        process.destroy();
    }
}

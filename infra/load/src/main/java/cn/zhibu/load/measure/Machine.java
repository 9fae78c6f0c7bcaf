package cn.zhibu.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the figures were taken on. */
public final class Machine {

    private static final double KIBIBYTES_PER_GIBIBYTE = 1024.0 * 1024;

    private Machine() {}

    /** Load of the last one, five and fifteen minutes. */
    public static String load() {
        var fields = read("/proc/loadavg").split(" ");
        return fields.length < 3 ? "unknown" : fields[0] + " " + fields[1] + " " + fields[2];
    }

    public static String words() {
        return Runtime.getRuntime().availableProcessors() + " cores (" + processor() + "), "
                + Spread.number(memory() / KIBIBYTES_PER_GIBIBYTE) + " GiB, Linux " + System.getProperty("os.version")
                + ", JDK " + System.getProperty("java.version");
    }

    /** Resident mebibytes of a process, 0 when it is gone. */
    public static long resident(long pid) {
        return field("/proc/" + pid + "/status", "VmRSS:") / 1024;
    }

    /** The limit of a Java process's heap as its command line says it, or that it says none. */
    public static String heap(long pid) {
        return Stream.of(read("/proc/" + pid + "/cmdline").split("\0"))
                .filter(argument -> argument.startsWith("-Xmx") || argument.startsWith("-XX:MaxRAM"))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" "), found -> found.isEmpty() ? "no limit said" : found));
    }

    private static long memory() {
        return field("/proc/meminfo", "MemTotal:");
    }

    private static String processor() {
        return read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static long field(String file, String name) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException missing) {
            return "";
        }
    }
}

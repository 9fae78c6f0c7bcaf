package cn.zhibu.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processor time of processes as the kernel counts it: user and system of each process itself, not of its children. */
public final class Cpu {

    /** The kernel tells it in hundredths of a second on every Linux that JDK 17 runs on. */
    private static final long MILLIS_PER_TICK = 10;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private Cpu() {}

    /** Milliseconds from a line of /proc/PID/stat, in which the command may contain spaces and brackets. */
    static long millis(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MILLIS_PER_TICK;
    }

    /** Milliseconds used so far, by the name under which each process is known. */
    public static Map<String, Long> millis(Map<String, Long> pids) {
        var used = new LinkedHashMap<String, Long>();
        pids.forEach((name, pid) -> {
            try {
                used.put(name, millis(Files.readString(Path.of("/proc/" + pid + "/stat"))));
            } catch (IOException gone) {
                throw new LoadException(name + " (process " + pid + ") ended during the run", gone);
            }
        });
        return used;
    }

    /** What was used between two readings. */
    public static Map<String, Long> between(Map<String, Long> before, Map<String, Long> after) {
        var used = new LinkedHashMap<String, Long>();
        after.forEach((name, millis) -> used.put(name, millis - before.getOrDefault(name, millis)));
        return used;
    }

    public static long sum(Map<String, Long> used) {
        return used.values().stream().mapToLong(Long::longValue).sum();
    }
}

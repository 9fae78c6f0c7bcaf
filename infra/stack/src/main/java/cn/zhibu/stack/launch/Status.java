package cn.zhibu.stack.launch;

import java.time.Instant;
import java.time.ZoneId;

/** What infra/status says of a part: state, process, memory, ports, and how often it was started again. */
record Status(Keeping keeping, boolean watched) {

    String line(PartProcess process) {
        var name = process.part().name();
        boolean runs = process.find().isPresent();
        boolean kept = keeping.isKept(name);
        var line = String.format(
                "%-22s %-9s %-8s %6s  ports %s",
                name,
                runs ? process.ready() ? "ready" : "starting" : kept ? "ended" : "stopped",
                process.find().map(running -> "pid " + running.pid()).orElse(""),
                runs ? process.residentMebibytes() + "M" : "",
                process.part().ports());
        if (!kept) {
            return line;
        }
        var words = watched || runs
                ? keeping.restarts(name).words(runs, Instant.now(), ZoneId.systemDefault())
                : "nobody watches: infra/up starts it again";
        return words.isEmpty() ? line : line + "  " + words;
    }
}

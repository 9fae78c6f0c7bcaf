package cn.zhibu.load;

import cn.zhibu.load.measure.LoadException;
import cn.zhibu.load.run.Peer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was asked for on the command line. */
public final class Options {

    public static final List<String> RUNS = List.of(
            "submit",
            "dashboard",
            "report",
            "gateway",
            "start",
            "neighbour",
            "store",
            "saturate",
            "growth",
            "idle",
            "rebuild",
            "import",
            "records",
            "search",
            "all");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m)?");
    private static final int SECONDS_PER_MINUTE = 60;

    private String run = "";
    private @Nullable Double rate;
    private @Nullable Duration lasting;
    private int rounds = 5;
    private long seed = 1;
    private @Nullable Path markdown;
    private @Nullable Path nginx;
    private @Nullable Integer portBase;
    private @Nullable Integer records;
    private @Nullable Integer bureaus;
    private @Nullable Integer branches;
    private final Map<String, Peer> peers = new LinkedHashMap<>();

    private Options() {}

    public static Options of(List<String> arguments) {
        var options = new Options();
        for (int at = 0; at < arguments.size(); at++) {
            var argument = arguments.get(at);
            if (argument.startsWith("--")) {
                at++;
                if (at >= arguments.size()) {
                    throw new LoadException(argument + " wants a value; see infra/load/run --help");
                }
                options.set(argument, arguments.get(at));
            } else if (options.run.isEmpty() && RUNS.contains(argument)) {
                options.run = argument;
            } else {
                throw new LoadException("unknown argument " + argument + "; see infra/load/run --help");
            }
        }
        if (options.run.isEmpty()) {
            throw new LoadException("say which run: " + String.join(", ", RUNS) + "; see infra/load/run --help");
        }
        return options;
    }

    private void set(String flag, String value) {
        switch (flag) {
            case "--rate" -> rate = positive(flag, value);
            case "--for" -> lasting = duration(value);
            case "--rounds" -> rounds = (int) positive(flag, value);
            case "--seed" -> seed = (long) number(flag, value);
            case "--markdown" -> markdown = Path.of(value).toAbsolutePath();
            case "--nginx" -> nginx = Path.of(value).toAbsolutePath();
            case "--records" -> records = (int) positive(flag, value);
            case "--bureaus" -> bureaus = (int) positive(flag, value);
            case "--branches" -> branches = (int) positive(flag, value);
            case "--port-base" -> portBase = (int) number(flag, value);
            case "--peer" -> peer(value);
            case "--peer-header" -> peers.computeIfPresent(name(flag, value), (name, peer) -> peer.with(rest(value)));
            case "--peer-body" ->
                peers.computeIfPresent(name(flag, value), (name, peer) -> peer.with(Path.of(rest(value))));
            default -> throw new LoadException("unknown flag " + flag + "; see infra/load/run --help");
        }
    }

    /** name=URL or name=URL,PID,PID. */
    private void peer(String value) {
        int equals = value.indexOf('=');
        if (equals < 1) {
            throw new LoadException("--peer wants name=URL or name=URL,PID,PID, not " + value);
        }
        var parts = value.substring(equals + 1).split(",");
        var pids = new ArrayList<Long>();
        for (int at = 1; at < parts.length; at++) {
            pids.add((long) number("--peer", parts[at]));
        }
        try {
            var name = value.substring(0, equals);
            peers.put(name, Peer.of(name, URI.create(parts[0]), pids));
        } catch (IllegalArgumentException wrong) {
            throw new LoadException("--peer wants a URL, not " + parts[0], wrong);
        }
    }

    private String name(String flag, String value) {
        int equals = value.indexOf('=');
        var name = equals < 0 ? value : value.substring(0, equals);
        if (equals < 0 || !peers.containsKey(name)) {
            throw new LoadException(flag + " wants name=value, after the --peer of that name; not " + value);
        }
        return name;
    }

    private static String rest(String value) {
        return value.substring(value.indexOf('=') + 1);
    }

    private static double positive(String flag, String value) {
        double number = number(flag, value);
        if (!(number > 0)) {
            throw new LoadException(flag + " must be more than nothing, not " + value);
        }
        return number;
    }

    private static double number(String flag, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException wrong) {
            throw new LoadException(flag + " wants a number, not " + value, wrong);
        }
    }

    private static Duration duration(String value) {
        var matcher = DURATION.matcher(value);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new LoadException("--for wants seconds or minutes, as 60s or 10m, not " + value);
        }
        long number = Long.parseLong(matcher.group(1));
        return Duration.ofSeconds("m".equals(matcher.group(2)) ? number * SECONDS_PER_MINUTE : number);
    }

    public String run() {
        return run;
    }

    public double rate(double usual) {
        return rate == null ? usual : rate;
    }

    /** Of all rounds together, for each of the things compared. */
    public Duration lasting(int usualSeconds) {
        return lasting == null ? Duration.ofSeconds(usualSeconds) : lasting;
    }

    public int rounds() {
        return rounds;
    }

    public long seed() {
        return seed;
    }

    public @Nullable Path markdown() {
        return markdown;
    }

    public @Nullable Path nginx() {
        return nginx;
    }

    public int portBase(int usual) {
        return portBase == null ? usual : portBase;
    }

    public int records(int usual) {
        return records == null ? usual : records;
    }

    public int bureaus(int usual) {
        return bureaus == null ? usual : bureaus;
    }

    public int branches(int usual) {
        return branches == null ? usual : branches;
    }

    public List<Peer> peers() {
        return List.copyOf(peers.values());
    }
}

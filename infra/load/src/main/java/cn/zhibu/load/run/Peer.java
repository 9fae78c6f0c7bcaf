package cn.zhibu.load.run;

import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.LoadException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Another product that somebody has started, measured in the same rounds as ours. Each request is the same one; in its
 * body and its address {@code {n}} stands for the number of the request.
 *
 * @param pids its processes on this machine, for the processor time; may be none
 */
public record Peer(
        String name,
        URI uri,
        Map<String, Long> pids,
        Map<String, String> headers,
        @Nullable String body) {

    /** What some products answer with status 200 while saying in the body that it was not done. */
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*(\\d+)");

    private static final int FINE = 200;

    public static Peer of(String name, URI uri, List<Long> pids) {
        var named = new LinkedHashMap<String, Long>();
        pids.forEach(pid -> named.put(name + " " + pid, pid));
        return new Peer(name, uri, named, Map.of(), null);
    }

    /** @param header as "Authorization: Bearer ..." */
    public Peer with(String header) {
        int colon = header.indexOf(':');
        if (colon < 1) {
            throw new LoadException("--peer-header wants name=Header: value");
        }
        var more = new LinkedHashMap<>(headers);
        more.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        return new Peer(name, uri, pids, more, body);
    }

    public Peer with(Path file) {
        try {
            return new Peer(name, uri, pids, headers, Files.readString(file));
        } catch (IOException unreadable) {
            throw new LoadException(file + " cannot be read", unreadable);
        }
    }

    Target target() {
        return new Target(name, new OpenLoop(OpenLoop.client(), Peer::good), this::shot, pids);
    }

    HttpRequest shot(long number) {
        var request = HttpRequest.newBuilder(URI.create(uri.toString().replace("%7Bn%7D", Long.toString(number))));
        headers.forEach(request::header);
        if (body != null) {
            request.POST(BodyPublishers.ofString(body.replace("{n}", Long.toString(number))));
            if (!headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
        }
        return request.build();
    }

    static boolean good(HttpResponse<byte[]> answer) {
        return answer.statusCode() < 400 && saysFine(new String(answer.body(), StandardCharsets.UTF_8));
    }

    static boolean saysFine(String body) {
        var code = CODE.matcher(body);
        return !code.find() || Integer.parseInt(code.group(1)) == FINE || Integer.parseInt(code.group(1)) == 0;
    }
}

package cn.zhibu.stack.launch;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * Where an address that browsers use is found from here. Inside a container "localhost" is the container itself, so
 * {@code ZHIBU_ROUTES=localhost:8080=gateway:8080} sends there what is meant for the gateway, under its own name.
 */
public final class Routes {

    private static final String VARIABLE = "ZHIBU_ROUTES";
    private static final Routes OURS = new Routes(System.getenv().getOrDefault(VARIABLE, ""));

    private final Map<String, String> ways = new HashMap<>();

    Routes(String text) {
        for (String way : text.isBlank() ? new String[0] : text.split(",")) {
            var ends = way.strip().split("=");
            if (ends.length != 2) {
                throw new StackException(VARIABLE + " wants host:port=host:port, not " + way);
            }
            ways.put(ends[0], ends[1]);
        }
        if (!ways.isEmpty()) {
            // A request then says for which name it is meant, although it goes to another.
            System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        }
    }

    /** Those of this process. */
    public static Routes ours() {
        return OURS;
    }

    /** The same request, sent the way it can go. */
    public HttpRequest over(HttpRequest request) {
        var way = ways.get(request.uri().getAuthority());
        if (way == null) {
            return request;
        }
        var uri = request.uri();
        var there = URI.create(uri.getScheme() + "://" + way + uri.getRawPath()
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .uri(there)
                .setHeader("Host", uri.getAuthority())
                .build();
    }
}

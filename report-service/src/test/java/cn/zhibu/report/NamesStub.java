package cn.zhibu.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers for the service that owns the names of units and people, and remembers whose token asked. */
final class NamesStub {

    final List<String> tokens = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String body = "[]";
    volatile boolean people = true;
    final List<String> topics = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private final HttpServer server;

    NamesStub() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/member/v1/unit-names/named", exchange -> {
            asked.add(String.valueOf(exchange.getRequestURI().getQuery()).substring("ids=".length()));
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            answer(exchange, body);
        });
        server.createContext("/api/member/v1/me", exchange -> answer(exchange, "{\"bureauName\":\"清河区教育局\"}"));
        server.createContext("/api/member/v1/accounts/names", exchange -> {
            var id = exchange.getRequestURI().getQuery().substring("ids=".length());
            answer(exchange, people ? "[{\"id\":\"" + id + "\",\"username\":\"u\",\"name\":\"王芳\"}]" : "[]");
        });
        server.createContext("/api/activity/v1/sessions", exchange -> answer(exchange, pages(exchange)));
        server.createContext("/api/activity/v1/surveys", exchange -> answer(exchange, "{\"items\":[]}"));
        server.start();
    }

    /** Meetings come one to a page, so that whoever wants all of them has to go on. */
    private String pages(HttpExchange exchange) {
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        int at = query.contains("after=") ? Integer.parseInt(query.replaceAll(".*after=(\\d+).*", "$1")) : 0;
        if (at >= topics.size()) {
            return "{\"items\":[]}";
        }
        var next = at + 1 < topics.size() ? ",\"next\":\"" + (at + 1) + "\"" : "";
        return "{\"items\":[" + topics.get(at) + "]" + next + "}";
    }

    private void answer(HttpExchange exchange, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void names(String json) {
        body = json;
        status = 200;
    }

    void fail() {
        status = 500;
    }
}

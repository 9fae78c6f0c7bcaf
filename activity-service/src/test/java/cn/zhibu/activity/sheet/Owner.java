package cn.zhibu.activity.sheet;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers for the service that owns the names of people and units. */
final class Owner {

    volatile String people = "[]";
    volatile String units = "[]";
    volatile int status = 200;
    private final HttpServer server;

    Owner() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/api/member/v1/members/names", exchange -> answer(exchange, people));
        server.createContext("/api/member/v1/units", exchange -> answer(exchange, "{\"items\":" + units + "}"));
        server.start();
    }

    private void answer(com.sun.net.httpserver.HttpExchange exchange, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}

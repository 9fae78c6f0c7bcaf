package cn.zhibu.load.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosedLoopTests {

    @Test
    void nobodySendsBeforeTheLastWasAnswered() throws IOException {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            var path = exchange.getRequestURI().getPath();
            underWay.decrementAndGet();
            exchange.sendResponseHeaders(path.equals("/3") ? 500 : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            var base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            var latency = new ClosedLoop()
                    .run(
                            number -> HttpRequest.newBuilder(URI.create(base + number))
                                    .build(),
                            2,
                            Duration.ofMillis(300));
            assertThat(latency.all()).isGreaterThan(4);
            assertThat(latency.bad()).isEqualTo(1);
            assertThat(latency.statuses()).containsEntry(500, 1L);
            assertThat(most.get()).isLessThanOrEqualTo(2);
        } finally {
            server.stop(0);
        }
    }
}

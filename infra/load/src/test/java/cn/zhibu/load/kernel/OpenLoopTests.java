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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenLoopTests {

    private final AtomicInteger asked = new AtomicInteger();
    private final ReentrantLock one = new ReentrantLock(true);
    private HttpServer server;

    /** Answers one at a time; the first answer takes 700 ms, so that the others stand in a queue behind it. */
    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            one.lock();
            try {
                if (asked.getAndIncrement() == 0) {
                    TimeUnit.MILLISECONDS.sleep(700);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                one.unlock();
            }
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/bad") ? 500 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .build();
    }

    @Test
    void oneSlowAnswerIsFeltByEverybodyWhoWasMeantToComeMeanwhile() {
        var latency = new OpenLoop().run(number -> request("/"), 100, Duration.ofSeconds(2), 5);
        assertThat(latency.good()).isGreaterThan(150);
        // A generator that waits for answers would have sent nothing in those 700 ms and seen one slow answer only.
        assertThat(latency.intended(85)).isGreaterThan(200);
        assertThat(latency.intended(99)).isGreaterThan(550);
    }

    @Test
    void answersThatAreNotGoodAreCountedAndNotTimed() {
        var latency =
                new OpenLoop().run(number -> request(number % 2 == 0 ? "/bad" : "/"), 100, Duration.ofSeconds(1), 5);
        assertThat(latency.bad())
                .isPositive()
                .isEqualTo(latency.statuses().get(500).longValue());
        assertThat(latency.good()).isEqualTo(latency.statuses().get(200).longValue());
    }
}

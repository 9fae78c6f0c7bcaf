package cn.zhibu.load.kernel;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Sends requests at their intended moments and waits for nobody. */
public final class OpenLoop {

    /** The n-th request. */
    public interface Shots {
        HttpRequest shot(long number);
    }

    private static final long SPIN = 60_000;
    private static final long WAKE_EARLY = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ANSWERING_THREADS = 2;

    private final HttpClient http;
    private final Predicate<HttpResponse<byte[]>> good;

    /** @param good whether an answer is the one asked for; a peer may say in its body that it is not */
    public OpenLoop(HttpClient http, Predicate<HttpResponse<byte[]>> good) {
        this.http = http;
        this.good = good;
    }

    public OpenLoop() {
        this(client(), answer -> answer.statusCode() < 400);
    }

    /** A client that keeps its connections and uses few threads. */
    public static HttpClient client() {
        ThreadFactory quiet = work -> {
            var thread = new Thread(work, "answers");
            thread.setDaemon(true);
            return thread;
        };
        Executor answering = Executors.newFixedThreadPool(ANSWERING_THREADS, quiet);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(answering)
                .build();
    }

    /** Sends for as long as is said, then waits for the last answers. */
    public Latency run(Shots shots, double rate, Duration lasting, long seed) {
        var latency = new Latency();
        var arrivals = new Arrivals(rate, seed);
        var underWay = new AtomicInteger();
        long begin = System.nanoTime();
        long number = 0;
        for (long after = arrivals.next(); after < lasting.toNanos(); after = arrivals.next()) {
            long meant = begin + after;
            var request = shots.shot(number++);
            await(meant);
            send(request, meant, latency, underWay);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (underWay.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        return latency;
    }

    private void send(HttpRequest request, long meant, Latency latency, AtomicInteger underWay) {
        underWay.incrementAndGet();
        long left = System.nanoTime();
        http.sendAsync(request, BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
            long now = System.nanoTime();
            boolean well = failure == null && good.test(answer);
            latency.note(meant, left, now, failure == null ? answer.statusCode() : 0, well);
            underWay.decrementAndGet();
        });
    }

    private static void await(long meant) {
        for (long left = meant - System.nanoTime(); left > 0; left = meant - System.nanoTime()) {
            if (left > SPIN) {
                LockSupport.parkNanos(left - WAKE_EARLY);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}

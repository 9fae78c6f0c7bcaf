package cn.zhibu.load.kernel;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** So many who each send the next request as soon as the last was answered: what is answered when nobody waits longer. */
public final class ClosedLoop {

    private final HttpClient http;
    private final AtomicLong number = new AtomicLong();

    public ClosedLoop(HttpClient http) {
        this.http = http;
    }

    public ClosedLoop() {
        this(OpenLoop.client());
    }

    /** Sends for as long as is said, then waits for the last answers. */
    public Latency run(OpenLoop.Shots shots, int hands, Duration lasting) {
        var latency = new Latency();
        long end = System.nanoTime() + lasting.toNanos();
        IntStream.range(0, hands)
                .mapToObj(hand -> next(shots, end, latency))
                .toList()
                .forEach(CompletableFuture::join);
        return latency;
    }

    private CompletableFuture<Void> next(OpenLoop.Shots shots, long end, Latency latency) {
        long left = System.nanoTime();
        if (left >= end) {
            return CompletableFuture.completedFuture(null);
        }
        return http.sendAsync(shots.shot(number.getAndIncrement()), BodyHandlers.ofByteArray())
                .handle((answer, failure) -> {
                    boolean well = failure == null && answer.statusCode() < 400;
                    latency.note(left, left, System.nanoTime(), failure == null ? answer.statusCode() : 0, well);
                    return answer;
                })
                .thenComposeAsync(answered -> next(shots, end, latency));
    }
}

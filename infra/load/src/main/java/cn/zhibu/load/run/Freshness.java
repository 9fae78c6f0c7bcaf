package cn.zhibu.load.run;

import cn.zhibu.load.kernel.Latency;
import cn.zhibu.load.kernel.OpenLoop;
import cn.zhibu.load.measure.LoadException;
import cn.zhibu.load.product.Submissions;
import cn.zhibu.load.product.World.Desk;
import cn.zhibu.load.product.Zhibu;
import cn.zhibu.stack.demo.Person;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * How long after its acknowledgement a session is named among what meets a duty of its branch: now and then somebody
 * enters one in a branch where nobody else does, and a reviewer asks for the branch's duties until it is there.
 */
final class Freshness implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(700);
    private static final Duration POLL = Duration.ofMillis(12);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern SESSION = Pattern.compile("\"session\"\\s*:\\s*\\{\\s*\"id\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient http = OpenLoop.client();
    private final Zhibu zhibu;
    private final Submissions submissions;
    private final Desk desk;
    private final List<Person> readers;
    private final Latency latency = new Latency();
    private final Thread thread;
    private volatile boolean ended;
    private int asked;

    Freshness(Zhibu zhibu, Submissions submissions, Desk desk, List<Person> readers) {
        this.zhibu = zhibu;
        this.submissions = submissions;
        this.desk = desk;
        this.readers = readers;
        this.thread = new Thread(this::probe, "freshness");
        thread.setDaemon(true);
        thread.start();
    }

    /** In milliseconds from the acknowledgement; one that was never seen is a failure. */
    Latency latency() {
        return latency;
    }

    private void probe() {
        while (!ended) {
            LockSupport.parkNanos(EVERY.toNanos());
            try {
                one();
            } catch (IOException failed) {
                latency.note(0, 0, 0, 0, false);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void one() throws IOException, InterruptedException {
        var entered = send(submissions.request(desk, Submissions.json(submissions.body(desk))));
        long acknowledged = System.nanoTime();
        if (entered.statusCode() != 201) {
            latency.note(0, 0, 0, entered.statusCode(), false);
            return;
        }
        var id = id(text(entered));
        var path = "/api/report/v1/duties?unit=" + desk.unit() + "&year="
                + LocalDate.now().getYear() + "&record=" + id;
        while (System.nanoTime() - acknowledged < PATIENCE.toNanos()) {
            var reader = readers.get(asked++ % readers.size());
            var duties = send(zhibu.request(reader, path).build());
            if (duties.statusCode() == 200 && text(duties).contains(id)) {
                long now = System.nanoTime();
                latency.note(acknowledged, acknowledged, now, 200, true);
                return;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        latency.note(0, 0, 0, 0, false);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static String id(String acknowledgement) {
        var matcher = SESSION.matcher(acknowledgement);
        if (!matcher.find()) {
            throw new LoadException("the acknowledgement names no session: " + acknowledgement);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

package cn.zhibu.load.run;

import cn.zhibu.load.kernel.Arrivals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The crowd of the noisy bureau, a process of its own so that it can be given the lowest priority. Reads from its input
 * the port, the requests (Base64, one line each, an empty line after them), then "rate N" as often as wanted and "end";
 * answers each rate with what happened since the last.
 */
public final class CrowdMain {

    static final String KEY = "{key}";

    private static final int CONNECTIONS = 40;
    private static final long REST = 2_000_000;

    private final int port;
    private final List<String> requests;
    private final AtomicLong granted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong withoutTime = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile double rate;

    private CrowdMain(int port, List<String> requests) {
        this.port = port;
        this.requests = requests;
    }

    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int port = Integer.parseInt(in.readLine());
        var requests = new java.util.ArrayList<String>();
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            requests.add(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8));
        }
        var crowd = new CrowdMain(port, List.copyOf(requests));
        for (int number = 0; number < CONNECTIONS; number++) {
            int each = number;
            var thread = new Thread(() -> crowd.ask(each), "crowd-" + number);
            thread.setDaemon(true);
            thread.start();
        }
        for (var line = in.readLine(); line != null && !line.equals("end"); line = in.readLine()) {
            crowd.rate = Double.parseDouble(line.split(" ")[1]);
            System.out.println(crowd.counts());
        }
    }

    private String counts() {
        return granted.getAndSet(0) + " " + refused.getAndSet(0) + " " + withoutTime.getAndSet(0) + " "
                + failed.getAndSet(0);
    }

    /** Each connection has its part of the rate as a Poisson stream of its own, so that together they are one. */
    private void ask(int number) {
        long next = number;
        while (true) {
            double wanted = rate / CONNECTIONS;
            if (wanted <= 0) {
                LockSupport.parkNanos(REST * 10);
                continue;
            }
            try (var connection = new Crowd("127.0.1." + (number + 1), port)) {
                next = burst(connection, wanted, number, next);
            } catch (IOException broken) {
                failed.incrementAndGet();
                LockSupport.parkNanos(REST * 100);
            }
        }
    }

    private long burst(Crowd connection, double wanted, int number, long first) throws IOException {
        double during = rate;
        var arrivals = new Arrivals(wanted, first * CONNECTIONS + number);
        long begin = System.nanoTime();
        long next = first;
        for (long after = arrivals.next(); rate == during; after = arrivals.next()) {
            for (long left = begin + after - System.nanoTime();
                    left > 0 && rate == during;
                    left = begin + after - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(left, REST * 10));
            }
            var text = requests.get((int) ((number + next++ * CONNECTIONS) % requests.size()));
            note(connection.ask(text.replace(KEY, UUID.randomUUID().toString()).getBytes(StandardCharsets.UTF_8)));
        }
        return next;
    }

    private void note(Crowd.Answer answer) {
        if (answer.status() == 429) {
            refused.incrementAndGet();
            if (!answer.again()) {
                withoutTime.incrementAndGet();
            }
        } else if (answer.status() < 400) {
            granted.incrementAndGet();
        } else {
            failed.incrementAndGet();
        }
    }
}

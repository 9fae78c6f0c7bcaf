package cn.zhibu.stack.demo;

import cn.zhibu.stack.launch.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does what does not depend on each other at the same time, once each, and says now and then how far it is. */
final class Crew implements AutoCloseable {

    /** @param work enters it and answers with its id */
    record Job(String key, Supplier<String> work) {}

    private static final int HANDS = 8;
    private static final long SAY_EVERY = TimeUnit.SECONDS.toNanos(5);

    private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);
    private final Journal journal;
    private final Consumer<String> progress;
    private final int planned;
    private int done;
    private long said = System.nanoTime();

    /** @param planned how much there is to do in all */
    Crew(Journal journal, int planned, Consumer<String> progress) {
        this.journal = journal;
        this.planned = planned;
        this.progress = progress;
    }

    /** Does what has not been done yet, and waits for all of it. */
    void all(String what, List<Job> jobs) {
        var fresh = jobs.stream().filter(job -> !journal.has(job.key())).toList();
        done += jobs.size() - fresh.size();
        var completion = new ExecutorCompletionService<String>(hands);
        var running = new ArrayList<java.util.concurrent.Future<String>>();
        for (var job : fresh) {
            running.add(completion.submit(() -> {
                var id = job.work().get();
                journal.note(job.key(), id);
                return id;
            }));
        }
        try {
            for (int n = 0; n < fresh.size(); n++) {
                completion.take().get();
                tell(what);
            }
        } catch (ExecutionException failed) {
            running.forEach(job -> job.cancel(true));
            throw failed.getCause() instanceof StackException refused
                    ? refused
                    : new StackException("The demo could not be loaded: " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        }
    }

    int done() {
        return done;
    }

    private void tell(String what) {
        done++;
        if (System.nanoTime() - said > SAY_EVERY) {
            said = System.nanoTime();
            progress.accept("demo: " + what + ", " + done + " of " + planned + " entered");
        }
    }

    @Override
    public void close() {
        hands.shutdownNow();
    }
}

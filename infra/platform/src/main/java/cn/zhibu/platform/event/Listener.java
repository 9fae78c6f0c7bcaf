package cn.zhibu.platform.event;

import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Failpoints;
import cn.zhibu.platform.change.Projecting;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.process.StoreFailure;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * One consumer's ear. Restores tenant and trace, calls the table and waits: order per key matters more than the last
 * percent of speed, so this listener thread, and it alone, blocks. What a poll brought of one bureau goes to the table
 * together where its lines take it so; if that fails, one after the other, and the first that fails alone is the one that
 * is told to have failed.
 */
final class Listener implements BatchMessageListener<String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);

    private final String group;
    private final Table table;
    private final Projecting rows;

    Listener(String group, Table table, Projecting rows) {
        this.group = group;
        this.table = table;
        this.rows = rows;
    }

    /** Some of a poll, by their places in it, that are given to the table at once. */
    private record Run(List<Integer> places, boolean gathers) {}

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> messages) {
        var until = System.nanoTime() + Pace.PER_POLL.toNanos();
        var done = together(messages, until);
        for (int at = done.nextClearBit(0); at < messages.size(); at = done.nextClearBit(at + 1)) {
            inTime(messages, at, until);
            try {
                hear(messages.get(at));
            } catch (RuntimeException failure) {
                throw failed(messages, at, failure);
            }
        }
    }

    /** Handles one event by itself. */
    void hear(ConsumerRecord<String, byte[]> message) {
        var told = Envelope.of(message);
        var received = told.heard().received();
        handle(List.of(told), new Command(received.actor(), group + ":" + received.id(), null, () -> "", told.trace()));
    }

    /** Answers what was handled: all, or what came before a failure. */
    private BitSet together(List<ConsumerRecord<String, byte[]>> messages, long until) {
        var done = new BitSet();
        if (messages.size() == 1 || !table.gathers()) {
            return done;
        }
        try {
            var told = messages.stream().map(Envelope::of).toList();
            for (var run : runs(told)) {
                inTime(messages, done.nextClearBit(0), until);
                hear(run, messages, told);
                run.places().forEach(done::set);
            }
        } catch (Stopped failure) {
            throw failure;
        } catch (RuntimeException failure) {
            if (StoreFailure.in(failure)) {
                throw failed(messages, done.nextClearBit(0), failure);
            }
            log.debug("{} takes {} events one by one: {}", group, messages.size(), failure.toString());
        }
        return done;
    }

    private void hear(Run run, List<ConsumerRecord<String, byte[]>> messages, List<Envelope> told) {
        var places = run.places();
        if (places.size() == 1) {
            hear(messages.get(places.get(0)));
        } else {
            var those = places.stream().map(told::get).toList();
            handle(those, new Command(null, null, null, () -> "", those.get(0).trace()));
        }
    }

    /** What goes to the table at once: of each bureau in its order, what is not taken together by itself. */
    private List<Run> runs(List<Envelope> told) {
        var byTenant = new LinkedHashMap<String, List<Run>>();
        for (int at = 0; at < told.size(); at++) {
            var heard = told.get(at).heard();
            var gathers = table.gathers(heard.topic(), heard.received().type());
            var runs = byTenant.computeIfAbsent(told.get(at).tenant(), fresh -> new ArrayList<>());
            if (!gathers || runs.isEmpty() || !runs.get(runs.size() - 1).gathers()) {
                runs.add(new Run(new ArrayList<>(), gathers));
            }
            runs.get(runs.size() - 1).places().add(at);
        }
        return byTenant.values().stream().flatMap(List::stream).toList();
    }

    private void handle(List<Envelope> told, Command command) {
        var tenant = told.get(0).tenant();
        table.dispatch(told.stream().map(Envelope::heard).toList())
                .contextWrite(context -> rows.into(command.into(Tenancy.in(context, tenant))))
                .block(Pace.PER_EVENT);
        Failpoints.pass("before-commit");
    }

    private static void inTime(List<ConsumerRecord<String, byte[]>> messages, int at, long until) {
        if (System.nanoTime() - until > 0) {
            throw failed(messages, at, new TryLater("What a poll brought takes long: the rest comes with the next"));
        }
    }

    private static Stopped failed(List<ConsumerRecord<String, byte[]>> messages, int at, RuntimeException failure) {
        var one = new BatchListenerFailedException(String.valueOf(failure.getMessage()), failure, messages.get(at));
        return StoreAway.in(failure) ? new Away(one) : new Bad(one);
    }

    /** Names the first event that failed; what came before it was handled. */
    abstract static class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped(BatchListenerFailedException one) {
            super(one.getMessage(), one);
        }
    }

    /** It fails by itself. */
    static final class Bad extends Stopped {
        private static final long serialVersionUID = 1L;

        Bad(BatchListenerFailedException one) {
            super(one);
        }
    }

    /** It waits: of another class, so that tries of the one kind are not counted with those of the other. */
    static final class Away extends Stopped {
        private static final long serialVersionUID = 1L;

        Away(BatchListenerFailedException one) {
            super(one);
        }
    }

    /** What no retry can mend. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }
}

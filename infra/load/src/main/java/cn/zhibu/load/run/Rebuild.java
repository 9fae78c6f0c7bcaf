package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.measure.Cpu;
import cn.zhibu.load.measure.LoadException;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import cn.zhibu.load.product.Zhibu;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * All read models of report-service from the log: it stops, its rows and how far it has read are forgotten, and it starts.
 * Goal P9. The ledger is no read model and stays; duty sheets are judged anew by who reads them.
 */
public final class Rebuild {

    private static final String SERVICE = "report-service";
    private static final List<String> GROUPS =
            List.of("report.fact-projection.v2", "report.directory-projection.v1", "report.grant-projection.v1");
    private static final Set<String> TOPICS = Set.of("member.events", "activity.events");
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final double GOAL = 10_000;

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;

    public Rebuild(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
    }

    /** How much was read at a moment. */
    record Read(double second, long events) {}

    public void run() {
        report.part("rebuild: the read models of report-service from the log");
        try (var store = MongoClients.create(zhibu.stack().storeUri());
                var admin = Admin.create(Map.<String, Object>of(
                        "bootstrap.servers", zhibu.stack().kafka()))) {
            var log = log(admin);
            await("report-service has read everything", () -> read(admin) >= heard(log));
            var before = Rows.of(store);
            report.note("The log: " + sum(log) + " events; " + before.size() + " rows. " + GROUPS.size()
                    + " listeners read it side by side.");
            var rates = new ArrayList<Double>();
            boolean same = true;
            for (int round = 0; round < Math.min(options.rounds(), 3); round++) {
                rates.add(once(store, admin, log));
                same &= Rows.of(store).equals(before);
            }
            var rate = Spread.of(rates);
            report.figure(
                    "events of the log a second, all read models",
                    rate,
                    "goal " + Spread.number(GOAL),
                    Verdict.of(GOAL, rate.median(), false));
            report.figure(
                    "rows afterwards", same ? "identical" : "different", "hash of all rows " + before.hash(), null);
        }
    }

    private double once(MongoClient store, Admin admin, Map<TopicPartition, Long> log) {
        zhibu.stack().stop(List.of(SERVICE));
        try {
            Rows.forget(store);
            GROUPS.forEach(group -> await("nobody reads as " + group, () -> deleted(admin, group)));
        } finally {
            zhibu.stack().launchOne(SERVICE);
        }
        long launched = System.nanoTime();
        long all = heard(log);
        var course = new ArrayList<Read>();
        Map<String, Long> cpu = new HashMap<>();
        await("everything is read", () -> {
            long read = read(admin);
            if (read > 0) {
                if (course.isEmpty()) {
                    cpu.putAll(Cpu.millis(zhibu.pids()));
                }
                course.add(new Read((System.nanoTime() - launched) / 1e9, read));
            }
            return read >= all;
        });
        zhibu.stack().awaitHealthy(List.of(SERVICE), PATIENCE);
        double share = (double) sum(log) / all;
        double rate = rate(course) * share;
        var used = Cpu.between(cpu, Cpu.millis(zhibu.pids()));
        report.progress(Spread.number(rate) + " events a second; "
                + Spread.number(course.get(course.size() - 1).second()) + " s from the launch; processor time "
                + used.entrySet().stream()
                        .map(each -> each.getKey() + " " + Math.round(each.getValue()) + " ms")
                        .collect(Collectors.joining(", ")));
        return rate;
    }

    /** From the first look at which something was read to the last; what was read before the first is left out. */
    static double rate(List<Read> course) {
        var first = course.get(0);
        var last = course.get(course.size() - 1);
        return last.second() > first.second() ? (last.events() - first.events()) / (last.second() - first.second()) : 0;
    }

    /** The end of each partition that any of the groups hears. */
    private static Map<TopicPartition, Long> log(Admin admin) {
        return now(() -> {
            var places = admin.describeTopics(TOPICS).allTopicNames().get().values().stream()
                    .flatMap(topic ->
                            topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition())))
                    .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest()));
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(places).all().get().forEach((place, end) -> ends.put(place, end.offset()));
            return ends;
        });
    }

    private static long sum(Map<TopicPartition, Long> log) {
        return log.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What all groups together have to read: facts both topics, the others the one of members. */
    private static long heard(Map<TopicPartition, Long> log) {
        long members = log.entrySet().stream()
                .filter(each -> each.getKey().topic().equals("member.events"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return sum(log) + (GROUPS.size() - 1) * members;
    }

    private static long read(Admin admin) {
        return now(() -> {
            long read = 0;
            for (var group : GROUPS) {
                read += admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                        .filter(each -> TOPICS.contains(each.getKey().topic()) && each.getValue() != null)
                        .mapToLong(each -> each.getValue().offset())
                        .sum();
            }
            return read;
        });
    }

    private static boolean deleted(Admin admin, String group) {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get();
            return true;
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof GroupIdNotFoundException;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted", stopped);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new LoadException("not within " + PATIENCE.toMinutes() + " minutes: " + what);
            }
            Course.pause(LOOK);
        }
    }

    private interface Asking<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T now(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (ExecutionException failure) {
            throw new LoadException("the broker does not answer", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted", stopped);
        }
    }
}

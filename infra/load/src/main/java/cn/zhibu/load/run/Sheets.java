package cn.zhibu.load.run;

import cn.zhibu.load.Options;
import cn.zhibu.load.measure.Machine;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.measure.Spread;
import cn.zhibu.load.measure.Verdict;
import cn.zhibu.load.product.World;
import cn.zhibu.load.product.World.Desk;
import cn.zhibu.load.product.Zhibu;
import cn.zhibu.load.sheet.Flaw;
import cn.zhibu.load.sheet.Imports;
import cn.zhibu.load.sheet.Planted;
import cn.zhibu.load.sheet.Workbook;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A sheet as long as one may be, with faults of every sort planted in it: each has to be said at its row and column, and
 * nothing else; then the same sheet put right is entered. Beside the time, what activity-service takes of memory meanwhile.
 */
public final class Sheets {

    private static final String SERVICE = "activity-service";
    private static final int ROWS = 5000;
    private static final int FLAWS = 200;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final double GOAL_LOOKED = 15; // seconds
    private static final double GOAL_ENTERED = 120;
    private static final double GOAL_MEMORY = 640; // MiB, as for pictures that mean harm

    /** What was done, how long it took and the most memory meanwhile. */
    private record Timed<T>(T result, double seconds, long mebibytes) {}

    private final Zhibu zhibu;
    private final Options options;
    private final Report report;
    private final Imports imports;

    public Sheets(Zhibu zhibu, Options options, Report report) {
        this.zhibu = zhibu;
        this.options = options;
        this.report = report;
        this.imports = new Imports(zhibu);
    }

    public void run() {
        int rows = Math.min(ROWS, options.records(ROWS));
        int flaws = Math.min(rows, FLAWS);
        report.part("import: a sheet of " + rows + " rows with " + flaws + " faults of " + Flaw.values().length
                + " sorts, then the same put right");
        report.note("Heap of " + SERVICE + ": " + Machine.heap(pid()) + ".");
        try (var world = new World(zhibu)) {
            var desk = world.open("表格局", 1).desks().get(0);
            var planted = Planted.of(rows, flaws, options.seed());
            faulty(desk, planted);
            right(desk, rows);
        }
    }

    private void faulty(Desk desk, Planted planted) {
        var book = Workbook.of(planted, Sheets::partner, LocalDate.now());
        var looked = timed(() -> imports.bring(desk, book));
        var judged = planted.judge(imports.faults(desk, id(looked.result())));
        int wanted = planted.cells().size();
        report.figure(
                "faults said at their row and column",
                judged.found() + " of " + wanted,
                "goal all",
                Verdict.of(wanted - judged.found(), 0, false));
        report.figure(
                "faults said that are none", judged.invented(), "goal 0", Verdict.of(judged.invented(), 0, false));
        seconds("sheet with faults looked at, s", looked, GOAL_LOOKED);
    }

    private void right(Desk desk, int rows) {
        var book = Workbook.of(Planted.nothing(rows), Sheets::partner, LocalDate.now());
        var looked = timed(() -> imports.bring(desk, book));
        seconds("sheet put right looked at, s", looked, GOAL_LOOKED);
        report.figure(
                "rows of it at fault",
                looked.result().path("faulty").asInt(),
                "goal 0",
                Verdict.of(looked.result().path("faulty").asInt(), 0, false));
        var entered = timed(() -> imports.enter(desk, id(looked.result())));
        report.figure(
                "records entered",
                entered.result() + " of " + rows,
                "goal all",
                Verdict.of(rows - entered.result(), 0, false));
        seconds("rows entered, s", entered, GOAL_ENTERED);
        report.figure("rows entered a second", Spread.number(rows / entered.seconds()));
    }

    private void seconds(String name, Timed<?> timed, double goal) {
        report.figure(
                name,
                Spread.number(timed.seconds()),
                "goal " + Spread.number(goal),
                Verdict.of(timed.seconds(), goal, false));
        report.figure(
                name.substring(0, name.length() - 1) + "most memory of " + SERVICE + ", MiB",
                timed.mebibytes(),
                "goal " + Spread.number(GOAL_MEMORY) + ", heap 256",
                Verdict.of(timed.mebibytes(), GOAL_MEMORY, false));
    }

    private <T> Timed<T> timed(Supplier<T> work) {
        var most = new AtomicLong();
        var watch = new Thread(() -> watch(most), "memory");
        watch.setDaemon(true);
        watch.start();
        long began = System.nanoTime();
        try {
            var result = work.get();
            return new Timed<>(
                    result, (System.nanoTime() - began) / 1e9, Math.max(most.get(), Machine.resident(pid())));
        } finally {
            watch.interrupt();
        }
    }

    private void watch(AtomicLong most) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                most.accumulateAndGet(Machine.resident(pid()), Math::max);
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private long pid() {
        return zhibu.pids(SERVICE).values().iterator().next();
    }

    private static String partner(int number) {
        return "临湖镇第" + number % 90 + "幼儿园";
    }

    private static String id(JsonNode brought) {
        return brought.path("id").asString();
    }
}

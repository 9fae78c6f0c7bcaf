package cn.zhibu.load;

import cn.zhibu.load.measure.LoadException;
import cn.zhibu.load.measure.Machine;
import cn.zhibu.load.measure.Report;
import cn.zhibu.load.product.Zhibu;
import cn.zhibu.load.run.Dashboard;
import cn.zhibu.load.run.Gateway;
import cn.zhibu.load.run.Growth;
import cn.zhibu.load.run.Idle;
import cn.zhibu.load.run.Neighbour;
import cn.zhibu.load.run.Rebuild;
import cn.zhibu.load.run.Records;
import cn.zhibu.load.run.Saturate;
import cn.zhibu.load.run.Search;
import cn.zhibu.load.run.Sheets;
import cn.zhibu.load.run.Start;
import cn.zhibu.load.run.Submit;
import cn.zhibu.load.run.Word;
import cn.zhibu.load.store.StoreRun;
import cn.zhibu.stack.launch.StackException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What {@code infra/load/run} calls. */
public final class LoadMain {

    private LoadMain() {}

    public static void main(String[] arguments) {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        try {
            run(List.of(arguments));
        } catch (LoadException | StackException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(List<String> arguments) {
        var options = Options.of(arguments);
        // The store's run copies what lies in the store, and a bureau's backup asks the broker for its events.
        boolean storeOnly = arguments.get(0).equals("store");
        var zhibu = new Zhibu(System.getenv(), storeOnly ? List.of("store", "kafka") : List.of());
        var report = new Report(System.out::println);
        report.part("the machine");
        report.note(Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", " + Machine.words() + ". Load average at the "
                + "start: " + Machine.load() + ". Generator, brokers, store and services on the same machine.");
        report.note("`infra/load/run " + String.join(" ", arguments) + "`: " + options.rounds()
                + " interleaved rounds, seed " + options.seed() + ".");
        for (var run : options.run().equals("all") ? Options.RUNS : List.of(options.run())) {
            one(run, zhibu, options, report);
        }
        var file = options.markdown();
        if (file != null) {
            report.write(file);
        }
    }

    private static void one(String run, Zhibu zhibu, Options options, Report report) {
        switch (run) {
            case "submit" -> new Submit(zhibu, options, report).run();
            case "dashboard" -> new Dashboard(zhibu, options, report).run();
            case "report" -> new Word(zhibu, options, report).run();
            case "gateway" -> new Gateway(zhibu, options, report).run();
            case "neighbour" -> new Neighbour(zhibu, options, report, System.getenv()).run();
            case "store" -> new StoreRun(zhibu, options, report).run();
            case "saturate" -> new Saturate(zhibu, options, report).run();
            case "growth" -> new Growth(zhibu, options, report).run();
            case "idle" -> new Idle(zhibu, options, report).run();
            case "rebuild" -> new Rebuild(zhibu, options, report).run();
            case "import" -> new Sheets(zhibu, options, report).run();
            case "records" -> new Records(zhibu, options, report).run();
            case "search" -> new Search(zhibu, options, report).run();
            case "start" -> new Start(Path.of(root()), zhibu.portBase(), options, report).run();
            default -> report.note("Load average at the end: " + Machine.load() + ".");
        }
    }

    private static String root() {
        var root = System.getenv("ZHIBU_ROOT");
        if (root == null) {
            throw new LoadException("ZHIBU_ROOT is not set; use infra/load/run");
        }
        return root;
    }
}

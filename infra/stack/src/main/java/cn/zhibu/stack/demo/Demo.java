package cn.zhibu.stack.demo;

import cn.zhibu.stack.demo.plan.Plan;
import cn.zhibu.stack.launch.Secrets;
import cn.zhibu.stack.launch.Stack;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The demo of a stack: loaded once, then only spoken of. */
public final class Demo {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Stack stack;
    private final Consumer<String> progress;
    private final Path folder;
    private final Journal journal;

    public Demo(Stack stack, Consumer<String> progress) {
        this.stack = stack;
        this.progress = progress;
        this.folder = stack.folder("demo");
        this.journal = new Journal(folder.resolve("journal.tsv"));
    }

    /** Enters what is not there yet. */
    public void load() {
        if (journal.complete()) {
            return;
        }
        long began = System.nanoTime();
        var plan = Plan.of(journal.day(LocalDate.now(ZONE)));
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        progress.accept("demo: two bureaus and the work of a year are being entered");
        try (var crew = new Crew(journal, plan.size(), progress)) {
            var loader = new Loader(plan, stack.secrets(), URI.create(stack.publicUrl()), http, journal, crew);
            loader.load();
            new Reports(plan, loader, journal, folder).prepare();
            journal.completed();
            progress.accept(
                    String.format("demo: %d entries in %.1f s", crew.done(), (System.nanoTime() - began) / 1e9));
        }
    }

    /** Who can sign in, and what there is to see. */
    public List<String> hints() {
        var plan = Plan.of(journal.day(LocalDate.now(ZONE)));
        var password = stack.secrets().get(Secrets.DEMO);
        var lines = new ArrayList<String>();
        for (var bureau : plan.bureaus()) {
            lines.add("");
            lines.add(bureau.name());
            for (var account : bureau.accounts()) {
                lines.add(String.format("  %-20s %s   %s %s", account.key(), password, account.name(), account.says()));
            }
        }
        var samples = Reports.samples(folder).stream().filter(Files::exists).toList();
        if (!samples.isEmpty()) {
            lines.add("");
            samples.forEach(sample -> lines.add("sample report: " + sample));
        }
        return lines;
    }
}

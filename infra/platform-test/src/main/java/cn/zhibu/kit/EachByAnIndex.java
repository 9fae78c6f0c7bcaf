package cn.zhibu.kit;

import cn.zhibu.kit.query.Judge;
import cn.zhibu.kit.query.Outboxes;
import cn.zhibu.kit.query.Questions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class during which something was asked that no index answers, unless infra/docs/database.md says why that may
 * be. How everything is answered stands in target/queries.txt afterwards.
 */
final class EachByAnIndex implements AfterAllCallback {

    static final Questions QUESTIONS = new Questions();
    static final Outboxes OUTBOXES = new Outboxes();
    private static @Nullable Judge judge;

    @Override
    public void afterAll(ExtensionContext context) {
        var faults = new ArrayList<>(judge().faults(QUESTIONS));
        write();
        OUTBOXES.forgotten().forEach(place -> faults.add("unsent events in " + place + " are found by no index"));
        if (!faults.isEmpty()) {
            throw new AssertionError(String.join("\n", faults));
        }
    }

    private static synchronized Judge judge() {
        if (judge == null) {
            judge = new Judge(TestStack.store());
        }
        return judge;
    }

    private static void write() {
        try {
            Files.writeString(Path.of("target", "queries.txt"), judge().answered());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package cn.zhibu.stack.store;

import cn.zhibu.stack.store.engine.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The store as a process of its own: {@code --data <file or directory> --port <number> [--host <address>]
 * [--password-file <file>] [--explain yes]}; {@code ZHIBU_STORE_EXPLAIN=yes} is the same as the last.
 */
public final class StoreMain {

    private static final String FLAGS = "--data --port --host --password-file --explain";

    private StoreMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            run(EmbeddedStore.start(settings(arguments)));
        } catch (FileFailure | IllegalArgumentException refused) {
            System.err.println("the store does not start: " + refused.getMessage());
            System.exit(1);
        }
    }

    private static EmbeddedStore.Settings settings(String[] arguments) throws IOException {
        Path data = Path.of("store.db");
        String host = "127.0.0.1";
        int port = 27017;
        String password = null;
        boolean explaining = "yes".equals(System.getenv("ZHIBU_STORE_EXPLAIN"));
        for (int at = 0; at + 1 < arguments.length; at += 2) {
            switch (arguments[at]) {
                case "--data" -> data = Path.of(arguments[at + 1]);
                case "--host" -> host = arguments[at + 1];
                case "--port" -> port = Integer.parseInt(arguments[at + 1]);
                case "--password-file" ->
                    password = Files.readString(Path.of(arguments[at + 1])).strip();
                case "--explain" -> explaining = arguments[at + 1].equals("yes");
                default -> throw new IllegalArgumentException("unknown flag " + arguments[at] + "; known: " + FLAGS);
            }
        }
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("flags come with a value: " + FLAGS);
        }
        return EmbeddedStore.Settings.of(data, host, port).with(password, explaining);
    }

    private static void run(EmbeddedStore store) throws InterruptedException {
        var stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            store.close();
            stop.countDown();
        }));
        System.out.println("store ready on " + store.address());
        String said = null;
        while (!stop.await(1, TimeUnit.SECONDS)) {
            said = say(store.refusing(), said);
        }
    }

    private static @Nullable String say(@Nullable String reason, @Nullable String said) {
        if (reason != null && !reason.equals(said)) {
            System.err.println("nothing is written any more, reading goes on: " + reason);
        }
        return reason;
    }
}

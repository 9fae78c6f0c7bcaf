package cn.zhibu.stack.store;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The store as a process of its own: {@code --data <file or directory> --port <number> [--host <address>]}. */
public final class StoreMain {

    private static final int FAILED = 3;

    private StoreMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path data = Path.of("store.mv.db");
        String host = "127.0.0.1";
        int port = 27017;
        for (int at = 0; at + 1 < arguments.length; at += 2) {
            switch (arguments[at]) {
                case "--data" -> data = Path.of(arguments[at + 1]);
                case "--host" -> host = arguments[at + 1];
                case "--port" -> port = Integer.parseInt(arguments[at + 1]);
                default ->
                    throw new IllegalArgumentException(
                            "unknown flag " + arguments[at] + "; known: --data --port --host");
            }
        }
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("flags come with a value: --data --port --host");
        }
        var store = EmbeddedStore.start(data, host, port);
        var stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            store.close();
            stop.countDown();
        }));
        System.out.println("store ready on " + host + ":" + store.port());
        while (!stop.await(1, TimeUnit.SECONDS)) {
            if (store.failed()) {
                System.err.println("the store can no longer write its file; it ends so that it can be opened again");
                Runtime.getRuntime().halt(FAILED);
            }
        }
    }
}

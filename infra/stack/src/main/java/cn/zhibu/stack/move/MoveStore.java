package cn.zhibu.stack.move;

import cn.zhibu.stack.launch.Settings;
import cn.zhibu.stack.launch.Stack;
import cn.zhibu.stack.launch.StackException;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What {@code infra/move-store} calls: {@code --to URI}, {@code --from URI}, with {@code mongod} for the stack's own. The
 * embedded store is the other side.
 */
public final class MoveStore {

    static final String OWN = "mongod";

    private static final String TOLD = "-";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Settings settings;
    private final Stack stack;
    private final Consumer<String> progress;

    MoveStore(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.stack = new Stack(settings.with(null), progress);
        this.progress = progress;
    }

    public static void main(String[] arguments) {
        try {
            if (arguments.length != 2 || !List.of("--to", "--from").contains(arguments[0])) {
                throw new StackException(
                        "--to URI or --from URI, or mongod for the stack's own; see infra/move-store --help");
            }
            var other = arguments[1].equals(TOLD)
                    ? new Scanner(System.in).nextLine().strip()
                    : arguments[1];
            var environment = System.getenv();
            var found = Settings.of(environment).mongod();
            var settings = Settings.remembering(environment).with(found);
            new MoveStore(settings, System.out::println).run(arguments[0].equals("--to"), other);
        } catch (StackException | MongoException | IllegalArgumentException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    void run(boolean away, String other) {
        stack.names().stream().filter(stack::running).findFirst().ifPresent(name -> {
            throw new StackException("the stack is running (" + name + "); infra/down first");
        });
        var mongod = settings.mongod();
        if (other.equals(OWN) && mongod == null) {
            throw new StackException("no mongod is found; name one with ZHIBU_MONGOD");
        }
        var sides = new ArrayList<>(List.of("store"));
        if (mongod != null && other.equals(OWN)) {
            sides.add(stack.beside(mongod));
        }
        try {
            sides.forEach(stack::launchOne);
            stack.awaitHealthy(sides, PATIENCE);
            move(away, sides.size() > 1 ? stack.storeUri(sides.get(1)) : other);
        } finally {
            stack.stop(sides);
        }
        tell(away, other);
    }

    private void move(boolean away, String other) {
        try (var here = client(stack.storeUri());
                var there = client(other)) {
            long documents = away ? new Move(here, there, progress).run() : new Move(there, here, progress).run();
            progress.accept("done: " + documents + " documents, every collection the same on both sides");
        }
    }

    private void tell(boolean away, String other) {
        if (!away) {
            settings.with(null).moved();
            progress.accept(
                    "From now on infra/up uses the embedded store; do not set ZHIBU_MONGOD. Where the documents came "
                            + "from they are still.");
        } else if (other.equals(OWN)) {
            settings.moved();
            progress.accept("From now on start with ZHIBU_MONGOD=" + settings.mongod() + " (or with it on the PATH): "
                    + "infra/up. The embedded store is still there, and no longer used.");
        } else {
            progress.accept(
                    "Services that are to use it are told so with ZHIBU_MONGODB_URI. The embedded store is still "
                            + "there; infra/up goes on using it.");
        }
    }

    /** Asks of either store what the services ask of it. */
    static MongoClient client(String uri) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .retryWrites(false)
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .build());
    }
}

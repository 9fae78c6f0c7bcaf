package cn.zhibu.stack.store.command;

import cn.zhibu.stack.store.engine.Catalogue;
import cn.zhibu.stack.store.engine.Engine;
import cn.zhibu.stack.store.engine.FileFailure;
import cn.zhibu.stack.store.engine.Session;
import cn.zhibu.stack.store.engine.Writing;
import cn.zhibu.stack.store.engine.Writing.DuplicateKey;
import cn.zhibu.stack.store.language.Refused;
import cn.zhibu.stack.store.plan.Finder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs commands. Reading ones on the thread that asks; writing ones in the next group, told when it is on the disk. */
public final class Commands {

    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    /** The version of MongoDB at whose level it answers. */
    static final List<Integer> VERSION = List.of(5, 0, 0);

    private final Engine engine;
    private final Finder finder;
    private final Reads reads;
    private final Writes writes;

    /**
     * @param nanos the clock that ends answers nobody reads on
     */
    public Commands(Engine engine, Finder finder, LongSupplier nanos) {
        this.engine = engine;
        this.finder = finder;
        this.reads = new Reads(finder, new Cursors(nanos));
        this.writes = new Writes(finder);
    }

    /** Answers in any case; a refusal is an answer too. */
    public CompletableFuture<BsonDocument> run(Request request) {
        CompletableFuture<BsonDocument> answer;
        try {
            Options.check(request);
            answer = answer(request);
        } catch (RuntimeException failed) {
            return CompletableFuture.completedFuture(refusal(failed));
        }
        return answer.exceptionally(Commands::refusal);
    }

    private CompletableFuture<BsonDocument> answer(Request request) {
        return switch (request.name()) {
            case "ping", "endSessions" -> done(Request.ok(new BsonDocument()));
            case "buildInfo" -> done(buildInfo());
            case "killCursors" -> done(reads.killCursors(request));
            case "find" -> read(request, reads::find);
            case "count" -> read(request, reads::count);
            case "aggregate" -> read(request, reads::aggregate);
            case "explain" -> read(request, reads::explain);
            case "getMore" -> done(engine.read((session, catalogue) -> reads.getMore(request, session)));
            case "listIndexes" -> done(engine.read((s, catalogue) -> Definitions.listIndexes(request, catalogue)));
            case "listCollections" ->
                done(engine.read((s, catalogue) -> Definitions.listCollections(request, catalogue)));
            case "listDatabases" -> read(request, Definitions::listDatabases);
            case "insert" -> write(request, writes::insert);
            case "update" -> write(request, writes::update);
            case "delete" -> write(request, writes::delete);
            case "findAndModify" -> write(request, writes::findAndModify);
            case "createIndexes" -> write(request, Definitions::createIndexes);
            case "dropDatabase" -> write(request, Definitions::dropDatabase);
            default -> throw Refused.notOnTheList(59, "CommandNotFound", "command " + request.name());
        };
    }

    private static CompletableFuture<BsonDocument> done(BsonDocument answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private interface Reading {
        BsonDocument run(Request request, Session session, Catalogue catalogue);
    }

    private CompletableFuture<BsonDocument> read(Request request, Reading reading) {
        return done(engine.read((session, catalogue) -> reading.run(request, session, catalogue)));
    }

    private CompletableFuture<BsonDocument> write(Request request, BiFunction<Request, Writing, BsonDocument> write) {
        var budget = request.budget();
        request.database();
        return engine.write(writing -> {
            budget.check();
            return write.apply(request, writing);
        });
    }

    private static BsonDocument buildInfo() {
        var numbers = new BsonArray();
        VERSION.forEach(number -> numbers.add(new BsonInt32(number)));
        numbers.add(new BsonInt32(0));
        return Request.ok(new BsonDocument("version", new BsonString("5.0.0"))
                .append("versionArray", numbers)
                .append("maxBsonObjectSize", new BsonInt32(Documents.LARGEST_BYTES))
                .append("modules", new BsonArray()));
    }

    /** A failure as an answer; what is no refusal but a fault is also in the log. */
    public static BsonDocument refusal(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        var answer = new BsonDocument("ok", new BsonDouble(0));
        if (cause instanceof DuplicateKey taken) {
            return WriteErrors.described(answer, taken);
        } else if (cause instanceof Refused refused) {
            return WriteErrors.described(answer, refused);
        } else if (cause instanceof FileFailure file) {
            return WriteErrors.described(answer, file(file));
        }
        log.error("a command failed", cause);
        return WriteErrors.described(
                answer,
                new Refused(
                        8,
                        "UnknownError",
                        "the store failed: " + cause.getClass().getSimpleName()));
    }

    private static Refused file(FileFailure failed) {
        log.error("{}", failed.getMessage());
        var words = String.valueOf(failed.getMessage());
        return switch (failed.kind()) {
            case FULL -> new Refused(14031, "OutOfDiskSpace", words);
            case DAMAGED -> new Refused(136, "DataCorruptionDetected", words);
            default -> new Refused(91, "ShutdownInProgress", words); // it takes no more writes until it is started anew
        };
    }

    /** How many documents the queries on this collection have looked at since the start. */
    public long examined(String database, String name) {
        return engine.read((session, catalogue) -> {
            var collection = catalogue.find(database, name);
            return collection == null ? 0L : finder.examined(collection);
        });
    }
}

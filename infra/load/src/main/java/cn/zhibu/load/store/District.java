package cn.zhibu.load.store;

import cn.zhibu.load.measure.LoadException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.Document;

/**
 * A district of sixty branches, year by year: copies of the demo's bureau in the same shapes and proportions, in one bureau
 * of one store. Each year it has its meetings, and as many other records as are asked for.
 */
final class District {

    static final int BRANCHES = 60;

    private static final int AT_ONCE = 500;
    private static final String HEAD = "0".repeat(64);

    private final Original original;
    private MongoClient store;
    private final Copied.Known bureau;
    private final int groups;
    private final int copies;
    private final Consumer<String> progress;
    private long lines;
    private String last = HEAD;
    private long documents;
    private long records;

    /** @param perYear records of all kinds in a year */
    District(Original original, MongoClient store, int perYear, Consumer<String> progress) {
        this.original = original;
        this.store = store;
        this.progress = progress;
        var name = ("load/" + original.bureau()).getBytes(StandardCharsets.UTF_8);
        this.bureau =
                new Copied.Known(original.bureau(), UUID.nameUUIDFromBytes(name).toString());
        int branches = (int) original.kept("activity", "directory_units_v1").documents().stream()
                .filter(unit ->
                        unit.getString("kind", new BsonString("")).getValue().equals("BRANCH"))
                .count();
        if (branches == 0) {
            throw new LoadException("the demo's bureau has no branches");
        }
        this.groups = Math.max(1, Math.round((float) BRANCHES / branches));
        int meetings =
                groups * original.kept("activity", "sessions").documents().size();
        int others = groups
                * (original.kept("activity", "records").documents().size()
                        + original.kept("activity", "opinions").documents().size());
        this.copies = Math.max(1, Math.round((float) (perYear - meetings) / others));
    }

    String bureau() {
        return bureau.now();
    }

    /** Written so far, of all collections. */
    long documents() {
        return documents;
    }

    /** Meetings, records and opinions written so far. */
    long records() {
        return records;
    }

    MongoCollection<BsonDocument> collection(String service, String name) {
        return store.getDatabase(Original.database(service, bureau.now())).getCollection(name, BsonDocument.class);
    }

    /** Collections with their indexes, and what is there once. */
    void found() {
        for (Original.Kept kept : original.collections()) {
            if (!kept.indexes().isEmpty()) {
                store.getDatabase(Original.database(kept.service(), bureau.now()))
                        .runCommand(new Document("createIndexes", kept.name()).append("indexes", kept.indexes()));
            }
            write(kept, Kind.BUREAU, List.of(copied(0, 0, 0)));
            for (int group = 0; group < groups; group++) {
                write(kept, Kind.BRANCHES, List.of(copied(group, 0, 0)));
            }
        }
        var row = store.getDatabase("member_shared").getCollection("bureaus", BsonDocument.class);
        row.insertOne(new BsonDocument("_id", new BsonString(bureau.now()))
                .append("code", new BsonString("load"))
                .append("status", new BsonString("SUSPENDED")));
        for (String service : Original.SERVICES) {
            store.getDatabase(service + "_shared")
                    .getCollection("tenants")
                    .insertOne(new Document("_id", bureau.now()).append("open", false));
        }
    }

    /** Goes on with a store that was started again. */
    void use(MongoClient again) {
        store = again;
    }

    void year(int year) {
        for (int copy = 0; copy < copies; copy++) {
            for (Original.Kept kept : original.collections()) {
                for (int group = 0; group < groups; group++) {
                    var one = copied(group, year * 1000 + copy, year);
                    write(kept, Kind.RECORDS, List.of(one));
                    if (copy == 0) {
                        write(kept, Kind.YEARLY, List.of(one));
                    }
                }
            }
            progress.accept(year + ": " + records + " records, " + documents + " documents");
        }
    }

    /** Records that are not there yet, as somebody would enter them. */
    List<BsonDocument> more(int number) {
        var kept = original.kept("activity", "records").documents();
        var more = new ArrayList<BsonDocument>();
        for (int at = 0; more.size() < number; at++) {
            more.add(copied(at % groups, -1 - at / kept.size(), 0).of(kept.get(at % kept.size())));
            more.get(at).put("_id", new BsonString(UUID.randomUUID().toString()));
        }
        return more;
    }

    private Copied copied(int group, int number, int year) {
        return new Copied(bureau, original.lasting(), group, number, year);
    }

    private void write(Original.Kept kept, Kind kind, List<Copied> copies) {
        var batch = new ArrayList<BsonDocument>();
        for (Copied copied : copies) {
            for (BsonDocument document : kept.documents()) {
                if (Kind.of(kept.name(), document, original.lasting()) == kind && !again(copied, document)) {
                    var copy = copied.of(document);
                    batch.add(kept.name().equals("ledger") ? chained(copy) : copy);
                    if (batch.size() == AT_ONCE) {
                        flush(kept, batch);
                    }
                }
            }
        }
        flush(kept, batch);
    }

    /** The bureau itself is among the branches' documents, and is there once. */
    private boolean again(Copied copied, BsonDocument document) {
        return copied.group() > 0 && new BsonString(bureau.old()).equals(document.get("_id"));
    }

    private void flush(Original.Kept kept, List<BsonDocument> batch) {
        if (batch.isEmpty()) {
            return;
        }
        collection(kept.service(), kept.name()).insertMany(batch, new InsertManyOptions().ordered(false));
        documents += batch.size();
        if (List.of("sessions", "records", "opinions").contains(kept.name())) {
            records += batch.size();
        }
        batch.clear();
    }

    /** Numbered on, each line after the one before it. */
    private BsonDocument chained(BsonDocument line) {
        lines++;
        line.put("_id", new BsonString(String.format("%015d", lines)));
        line.put("seq", new BsonInt64(lines));
        line.put("previous", new BsonString(last));
        last = hash(last + line.getString("entry").getValue());
        line.put("hash", new BsonString(last));
        return line;
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

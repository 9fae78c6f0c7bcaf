package cn.zhibu.stack.move;

import cn.zhibu.stack.launch.StackException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;
import org.bson.Document;

/**
 * Says in the store that is being filled that this is so, from where, and which databases are there in full; gone when
 * everything is.
 */
final class Mark {

    static final String DATABASE = "zhibu_move";

    private static final String BEGUN = "begun";
    private static final String FROM = "from";

    private final MongoClient target;

    Mark(MongoClient target) {
        this.target = target;
    }

    private MongoCollection<Document> moved() {
        return target.getDatabase(DATABASE).getCollection("moved");
    }

    /** Known by its databases, whose names are the bureaus'. */
    private static String of(Collection<String> databases) {
        return UUID.nameUUIDFromBytes(String.join("\n", databases).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Begins, or goes on with what was begun from the same source; refuses a store that holds anything else. */
    void begin(Collection<String> source, Collection<String> there) {
        var begun = moved().find(new Document("_id", BEGUN)).first();
        if (begun == null && !there.isEmpty()) {
            throw new StackException(
                    "the store to move into is not empty (" + String.join(", ", there) + "); nothing was changed");
        }
        if (begun == null) {
            moved().insertOne(new Document("_id", BEGUN).append(FROM, of(source)));
        } else if (!of(source).equals(begun.getString(FROM))) {
            throw new StackException(
                    "the store to move into is being filled from another one; drop its databases to begin anew");
        }
    }

    boolean holds(String database) {
        return moved().find(new Document("_id", "/" + database)).first() != null;
    }

    void note(String database) {
        moved().insertOne(new Document("_id", "/" + database));
    }

    void end() {
        target.getDatabase(DATABASE).drop();
    }
}

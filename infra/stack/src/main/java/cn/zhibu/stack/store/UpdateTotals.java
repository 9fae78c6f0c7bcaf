package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** The answers of single updates, put together into the answer of one command. */
final class UpdateTotals {

    private final List<Document> upserted = new ArrayList<>();
    private final List<Document> writeErrors = new ArrayList<>();
    private int matched;
    private int modified;

    void add(Document answer, int index) {
        matched += Replies.number(answer, "n");
        modified += Replies.number(answer, "nModified");
        copy(answer, "upserted", index, upserted);
        copy(answer, "writeErrors", index, writeErrors);
    }

    private static void copy(Document answer, String field, int index, List<Document> into) {
        if (answer.get(field) instanceof Iterable<?> entries) {
            for (Object entry : entries) {
                var copy = ((Document) entry).clone();
                copy.put("index", index);
                into.add(copy);
            }
        }
    }

    boolean refused() {
        return !writeErrors.isEmpty();
    }

    Document answer() {
        var answer = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            answer.put("upserted", upserted);
        }
        if (!writeErrors.isEmpty()) {
            answer.put("writeErrors", writeErrors);
        }
        Utils.markOkay(answer);
        return answer;
    }
}

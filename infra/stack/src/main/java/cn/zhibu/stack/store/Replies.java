package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;
import java.util.List;

/** The shapes of answers. */
final class Replies {

    private Replies() {}

    /** A part that must be there. */
    static Document part(Document whole, String field) {
        if (whole.get(field) instanceof Document part) {
            return part;
        }
        throw new FailedToParseException("'" + field + "' must be an object");
    }

    /** A list of documents that must be there. */
    static List<Document> parts(Document whole, String field) {
        if (whole.get(field) instanceof Collection<?> parts) {
            return parts.stream().map(Document.class::cast).toList();
        }
        throw new FailedToParseException("'" + field + "' must be an array");
    }

    static int number(Document whole, String field) {
        return whole.get(field) instanceof Number number ? number.intValue() : 0;
    }

    static Document cursor(String namespace, String batch, List<Document> documents, long cursorId) {
        var answer = new Document(
                "cursor", new Document(batch, documents).append("id", cursorId).append("ns", namespace));
        Utils.markOkay(answer);
        return answer;
    }

    static Document error(RuntimeException failure) {
        var answer = new Document("ok", 0);
        if (failure instanceof MongoServerError error) {
            answer.put("errmsg", error.getMessageWithoutErrorCode());
            answer.put("code", error.getCode());
            answer.putIfNotNull("codeName", error.getCodeName());
        } else {
            answer.put(
                    "errmsg", "the store failed: " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
            answer.put("code", 8);
            answer.put("codeName", "UnknownError");
        }
        return answer;
    }
}

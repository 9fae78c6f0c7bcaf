package cn.zhibu.load.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** The lists that people open most, as the services ask for them (a page, then how many there are), one after the other. */
final class Lists {

    private static final int PAGE = 21; // one more than is shown
    private static final int COUNTED = 1001;
    private static final int BATCH = 256;
    private static final int WARM = 5;
    private static final int SAMPLE = 500;
    private static final double MILLION = 1e6;

    /** What is asked. */
    interface Question {
        int ask();
    }

    /**
     * A list.
     *
     * @param page what it shows
     * @param all the same, and how many there are
     */
    record Asked(Question page, Question all) {}

    /** @param rows how many documents came with each answer */
    record Times(double p50, double p95, int rows) {}

    private final MongoDatabase activity;
    private final MongoDatabase report;
    private final String bureau;
    private final int year;

    Lists(MongoClient store, String bureau, int year) {
        this.activity = store.getDatabase(Original.database("activity", bureau));
        this.report = store.getDatabase(Original.database("report", bureau));
        this.bureau = bureau;
        this.year = year;
    }

    Map<String, Asked> all() {
        var branches = branches();
        var all = new LinkedHashMap<String, Asked>();
        all.put(
                "newest page of the ledger",
                asked(report, "ledger", new Document(), new Document("origin.time", -1).append("_id", -1)));
        all.put("newest records of the bureau", asked(activity, "records", reached(List.of()), newest()));
        all.put("sessions of a month", asked(activity, "sessions", reached(month()), newest()));
        var words = wordsByFrequency();
        if (!words.isEmpty()) {
            var common = new Document("_words", words.get(words.size() - 1));
            var middle = new Document("_words", words.get(words.size() / 2));
            all.put(
                    "records of the bureau by a common word",
                    asked(activity, "records", reached(List.of(common)), newest()));
            all.put(
                    "records of the bureau by two words",
                    asked(activity, "records", reached(List.of(middle, common)), newest()));
            all.put(
                    "records of one branch by a common word",
                    asked(activity, "records", reached(branches.get(0), List.of(common)), newest()));
        }
        all.put("duty sheets of the overview", new Asked(this::sheets, this::sheets));
        var one = branches.subList(0, 1);
        all.put("occasions of one branch judged anew", new Asked(() -> occasions(one), () -> occasions(one)));
        return all;
    }

    private static Asked asked(MongoDatabase database, String collection, Document filter, Document order) {
        var leftOut = collection.equals("ledger") ? List.<String>of() : LEFT_OUT;
        return new Asked(() -> page(database, collection, filter, order, leftOut), () -> {
            int rows = page(database, collection, filter, order, leftOut);
            count(database, collection, filter);
            return rows;
        });
    }

    private static final List<String> LEFT_OUT = List.of("earlier", "_outbox", "_unsent", "_keys", "_words");

    private static Document newest() {
        return new Document("body.date", -1).append("_id", -1);
    }

    private List<Document> month() {
        return List.of(
                new Document("body.date", new Document("$gte", year + "-05-01")),
                new Document("body.date", new Document("$lte", year + "-05-31")));
    }

    private Document reached(List<Document> wanted) {
        return reached(bureau, wanted);
    }

    private static Document reached(String unit, List<Document> wanted) {
        var all = new ArrayList<Document>();
        all.add(new Document("scope.ancestors", new Document("$in", List.of(unit))));
        all.addAll(wanted);
        all.add(new Document("state.withdrawn", null));
        return new Document("$and", all);
    }

    /** The pieces of the newest records, the most frequent last. */
    private List<String> wordsByFrequency() {
        var frequency = new HashMap<String, Integer>();
        for (Document record : activity.getCollection("records")
                .find(reached(List.of()))
                .sort(newest())
                .limit(SAMPLE)) {
            record.getList("_words", String.class, List.of()).forEach(word -> frequency.merge(word, 1, Integer::sum));
        }
        return frequency.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int page(
            MongoDatabase database, String collection, Document filter, Document order, List<String> leftOut) {
        var projection = new Document();
        leftOut.forEach(field -> projection.append(field, 0));
        var there = database.getCollection(collection, RawBsonDocument.class)
                .find(filter)
                .sort(order)
                .projection(projection)
                .limit(PAGE)
                .batchSize(BATCH)
                .into(new ArrayList<>());
        return there.size();
    }

    private static void count(MongoDatabase database, String collection, Document filter) {
        database.getCollection(collection, RawBsonDocument.class)
                .aggregate(List.of(
                        new Document("$match", filter),
                        new Document("$limit", COUNTED),
                        new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)))))
                .first();
    }

    private List<String> branches() {
        var branches = new ArrayList<String>();
        for (Document unit : report.getCollection("directory_units_v1").find(new Document("kind", "BRANCH"))) {
            branches.add(unit.getString("_id"));
        }
        return branches;
    }

    private int sheets() {
        var filter = new Document("year", year).append("scope.ancestors", new Document("$in", List.of(bureau)));
        return report.getCollection("duty_sheets", RawBsonDocument.class)
                .find(filter)
                .sort(new Document("founded", 1).append("scope.unit", 1))
                .projection(new Document("judgement.packed", 0).append("judgement.tally", 0))
                .batchSize(BATCH)
                .into(new ArrayList<>())
                .size();
    }

    private int occasions(List<String> branches) {
        var filter = new Document("scope.unit", new Document("$in", branches))
                .append("origin.source", new Document("$in", List.of("session")))
                .append("origin.withdrawn", false)
                .append("origin.date", new Document("$gte", year + "-01-01").append("$lte", year + "-12-31"));
        var projection = new Document();
        for (String field : List.of(
                "scope.unit",
                "origin",
                "values.form",
                "values.groups",
                "values.rule",
                "values.attendees",
                "values.absentees",
                "values.reason",
                "values.document",
                "values.until")) {
            projection.append(field, 1);
        }
        int rows = 0;
        for (RawBsonDocument one : report.getCollection("fact_sets_v2", RawBsonDocument.class)
                .find(filter)
                .projection(projection)
                .batchSize(BATCH)) {
            rows += one.isEmpty() ? 0 : 1;
        }
        return rows;
    }

    static Times times(Question question, int rounds) {
        int rows = 0;
        for (int round = 0; round < WARM; round++) {
            rows = question.ask();
        }
        var millis = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            question.ask();
            millis[round] = (System.nanoTime() - began) / MILLION;
        }
        Arrays.sort(millis);
        return new Times(millis[rounds / 2], millis[(int) (rounds * 0.95)], rows);
    }
}

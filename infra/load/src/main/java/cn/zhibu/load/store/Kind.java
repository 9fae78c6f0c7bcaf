package cn.zhibu.load.store;

import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/** How often there is something like a document in a district of some years. */
enum Kind {
    /** Once for the bureau. */
    BUREAU,
    /** Once for each copy of the branches. */
    BRANCHES,
    /** The same in each year. */
    YEARLY,
    /** As often as there are records. */
    RECORDS;

    private static final Set<String> OF_BRANCHES = Set.of(
            "units",
            "persons",
            "committees",
            "directory_units_v1",
            "directory_people_v1",
            "directory_committees_v1",
            "duty_watches",
            "surveys");
    private static final Set<String> OF_RECORDS = Set.of(
            "records",
            "opinions",
            "evidence",
            "fact_sets_v2",
            "ledger",
            "notices",
            "deliveries",
            "platform_reasons",
            "audit");
    private static final Set<String> OF_YEARS =
            Set.of("sessions", "reports", "report_editions", "reminder_reports_v1", "duty_sheets");

    /**
     * Meetings come as often as the rules ask for them, everything else as often as a branch does something.
     *
     * @param lasting ids of units, people and what else comes with the branches
     */
    static Kind of(String collection, BsonDocument document, Set<String> lasting) {
        if (OF_BRANCHES.contains(collection)) {
            return BRANCHES;
        }
        if (OF_YEARS.contains(collection)) {
            return YEARLY;
        }
        if (OF_RECORDS.contains(collection)) {
            return ofLasting(document, lasting) ? BRANCHES : aboutMeeting(document) ? YEARLY : RECORDS;
        }
        return BUREAU;
    }

    /** Rows of units, people and committees themselves, and what was told of them. */
    private static boolean ofLasting(BsonDocument document, Set<String> lasting) {
        return Stream.of("_id", "entry")
                .map(document::get)
                .filter(value -> value != null && value.isString())
                .map(value -> value.asString().getValue().split("#")[0])
                .anyMatch(lasting::contains);
    }

    private static boolean aboutMeeting(BsonDocument document) {
        var origin = document.get("origin");
        if (origin == null || !origin.isDocument()) {
            return false;
        }
        var source = origin.asDocument().get("source", origin.asDocument().get("type"));
        return source != null
                && source.isString()
                && source.asString().getValue().startsWith("session");
    }
}

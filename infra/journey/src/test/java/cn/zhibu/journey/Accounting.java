package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.stack.launch.Stack;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.bson.Document;
import org.bson.types.Decimal128;

/**
 * The identity that holds after any fault: whatever was acknowledged is there exactly once, in the store, in the log, in
 * the read models, in the ledger of the bureau, in the inboxes and in the report; nothing else is; and a read model built
 * anew is the same as the one that lived through it.
 */
final class Accounting {

    private static final Duration PATIENCE = Crowd.PATIENCE;
    private static final Duration REPLAY = Duration.ofMinutes(10); // the whole log of all bureaus is read again
    private static final List<String> FACTS = List.of("fact_sets_v2");

    private final Stack stack;
    private final Crowd crowd;
    private final String tenant;

    Accounting(Stack stack, Crowd crowd) {
        this.stack = stack;
        this.crowd = crowd;
        this.tenant = crowd.bureau.id.replace("-", "");
    }

    /** Everything but the rebuilding. */
    void balances() throws Exception {
        try (var store = MongoClients.create(stack.storeUri())) {
            balances(store);
        }
    }

    /** Everything; the report service is started again on the way. */
    void balancesAndRebuilds() throws Exception {
        try (var store = MongoClients.create(stack.storeUri())) {
            balances(store);
            var lived = digest(store);
            rebuild(store);
            assertThat(digest(store)).as("the rebuilt read model").isEqualTo(lived);
        }
    }

    private void balances(MongoClient store) throws Exception {
        List.of(
                        crowd.gifts,
                        crowd.members,
                        crowd.accounts,
                        crowd.grants,
                        crowd.reports,
                        crowd.submissions,
                        crowd.returns)
                .forEach(Ledger::complete);
        Product.await("the read model counts every gift once", PATIENCE, crowd::level);
        Product.await("the outboxes are empty", PATIENCE, () -> told(store, new Date(Long.MAX_VALUE)));
        var log = new Log(stack);
        Product.await("everything told was heard", PATIENCE, () -> log.behind().isEmpty());
        inTheStore(store);
        inTheLog(log, store);
        inTheInboxes(store);
        theSameAgain();
        inTheDuties(store);
        for (var branch : crowd.branches.subList(0, Math.min(2, crowd.branches.size()))) {
            inTheReport(branch);
        }
    }

    /** Whether nothing that was written before then waits to be told, in any place that a writer has named. */
    static boolean told(MongoClient store, Date before) {
        for (var service : List.of("activity", "report", "member", "notification")) {
            for (var writer : store.getDatabase(service + "_shared")
                    .getCollection("writers")
                    .find()) {
                var waiting = Filters.and(
                        Filters.eq("_unsent.by", writer.getString("_id")), Filters.lt("_unsent.at", micros(before)));
                for (var named : writer.getList("places", String.class)) {
                    var place = named.split("\\|");
                    var database = store.getDatabase(service + "_" + place[0].replace("-", ""));
                    if (database.getCollection(place[1]).find(waiting).first() != null) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static long micros(Date time) {
        return time.getTime() > Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : time.getTime() * 1000;
    }

    private void inTheStore(MongoClient store) {
        var sums = new TreeMap<String, Long>();
        for (var record : collection(store, "activity", "records").find()) {
            sums.merge(record.get("scope", Document.class).getString("unit"), amount(record), Long::sum);
        }
        assertThat(sums).as("sums in the store").isEqualTo(crowd.gifts.sums());
        assertThat(ids(store, "report", "reports")).as("reports").isEqualTo(crowd.reports.ids());
        assertThat(ids(store, "activity", "records")).as("records").isEqualTo(crowd.gifts.ids());
        for (var place : Map.of("member", "persons", "activity", "directory_people_v1", "report", "directory_people_v1")
                .entrySet()) {
            assertThat(ids(store, place.getKey(), place.getValue()))
                    .as("members in " + place)
                    .isEqualTo(crowd.members.ids());
        }
        var known = ids(store, "member", "grants");
        assertThat(known).as("grants").containsAll(crowd.grants.ids());
        assertThat(collection(store, "member", "grants").countDocuments(Filters.eq("role", "CLERK")))
                .as("grants that were entered")
                .isEqualTo(crowd.grants.size());
        for (var service : List.of("member", "activity", "report", "notification")) {
            assertThat(ids(store, service, "platform_grants_v1"))
                    .as("grants as " + service + " knows them")
                    .isEqualTo(known);
        }
        assertThat(ids(store, "member", "accounts")).as("accounts").containsAll(crowd.accounts.ids());
        var identities = new IdentityServer(stack);
        crowd.accounts.byKey().keySet().forEach(key -> {
            var username = crowd.bureau.code + "." + crowd.accounts.intent(key).place();
            assertThat(identities.users(username))
                    .as("users called " + username)
                    .isEqualTo(1);
        });
    }

    private static long amount(Document record) {
        var amount =
                record.get("body", Document.class).get("values", Document.class).get("amount");
        return amount instanceof Decimal128 money ? money.bigDecimalValue().longValue() : ((Number) amount).longValue();
    }

    /** What is kept of a branch's duties is what judging everything anew finds. */
    private void inTheDuties(MongoClient store) {
        var branches = new ArrayList<>(crowd.branches);
        branches.add(crowd.office);
        for (var branch : branches) {
            var path = "/api/report/v1/duties?unit=" + branch + "&year=" + Crowd.YEAR;
            var kept = crowd.secretaries.get(0).get(path).expect(200);
            collection(store, "report", "duty_sheets").deleteMany(Filters.eq("scope.unit", branch));
            assertThat(crowd.secretaries.get(0).get(path).expect(200))
                    .as("duties of " + branch)
                    .isEqualTo(kept);
        }
    }

    /** Versions without gap or repeat, an event per act however often it was sent, a line of the ledger per event. */
    private void inTheLog(Log log, MongoClient store) {
        var told = log.read(crowd.bureau.id);
        assertThat(told.stream().filter(event -> event.topic().endsWith(".dlt")))
                .as("dead letters")
                .isEmpty();
        var sequences = new HashMap<String, List<Long>>();
        var events = new HashMap<String, Set<String>>();
        var all = new HashSet<String>();
        for (var event : told) {
            if (all.add(event.id())) {
                sequences
                        .computeIfAbsent(event.kind() + " " + event.subject(), fresh -> new ArrayList<>())
                        .add(event.sequence());
            }
            events.computeIfAbsent(event.type(), fresh -> new HashSet<>()).add(event.subject());
        }
        sequences.forEach((subject, order) ->
                assertThat(order).as("versions of " + subject).isSorted().doesNotHaveDuplicates());
        assertThat(events.get("record.entered.v1")).as("records told").isEqualTo(crowd.gifts.ids());
        assertThat(events.getOrDefault("member.joined.v1", Set.of())).containsAll(crowd.members.ids());
        assertThat(events.getOrDefault("grant.given.v1", Set.of())).containsAll(crowd.grants.ids());
        assertThat(collection(store, "report", "ledger").find().map(line -> line.getString("entry")))
                .as("lines of the ledger")
                .doesNotHaveDuplicates()
                .containsAll(all);
        assertThat(crowd.auditor
                        .get("/api/report/v1/ledger/verification")
                        .expect(200)
                        .get("intact")
                        .asBoolean())
                .as("the chain of the ledger")
                .isTrue();
    }

    /** One notice for each step of the report and each whom it concerns. */
    private void inTheInboxes(MongoClient store) {
        var notices = new HashMap<String, Integer>();
        for (var notice : collection(store, "notification", "notices").find()) {
            notices.merge(notice.getString("what") + " " + notice.getString("account"), 1, Integer::sum);
        }
        var due = new HashMap<String, Integer>();
        if (crowd.submissions.size() > 0) {
            due.put("REPORT_SUBMITTED " + crowd.bureau.account("rev"), crowd.submissions.size());
        }
        if (crowd.returns.size() > 0) {
            crowd.secretaries().forEach(account -> due.put("REPORT_RETURNED " + account, crowd.returns.size()));
        }
        notices.keySet().removeIf(notice -> notice.startsWith("DUTIES"));
        assertThat(notices).as("notices").isEqualTo(due);
    }

    /** Whoever asks once more under an old key hears what he heard before, and nothing is added. */
    private void theSameAgain() {
        crowd.gifts.byKey().keySet().stream().limit(20).forEach(key -> {
            var intent = crowd.gifts.intent(key);
            assertThat(crowd.gift(intent.place(), key, intent.amount())).isEqualTo(201);
        });
    }

    private MongoCollection<Document> collection(MongoClient store, String service, String name) {
        return store.getDatabase(service + "_" + tenant).getCollection(name);
    }

    private Set<String> ids(MongoClient store, String service, String name) {
        return collection(store, service, name)
                .find()
                .map(row -> row.getString("_id"))
                .into(new HashSet<>());
    }

    /** Forgets the facts and reads the log again from its beginning. */
    private void rebuild(MongoClient store) throws Exception {
        stack.stop(List.of("report-service"));
        FACTS.forEach(name -> collection(store, "report", name).deleteMany(new Document()));
        try (var admin = AdminClient.create(Map.of("bootstrap.servers", stack.kafka()))) {
            var group = "report.fact-projection.v2";
            assertThat(admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .as("the projection has read something")
                    .isNotEmpty();
            Product.await("the group is empty", PATIENCE, () -> deleted(admin, group));
        }
        stack.launchOne("report-service");
        stack.awaitHealthy(List.of("report-service"), PATIENCE);
        Product.await("the rebuilt read model counts the same", REPLAY, crowd::level);
    }

    private static boolean deleted(AdminClient admin, String group) {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get();
            return true;
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Canonical rows of the read model. */
    private String digest(MongoClient store) {
        var rows = new TreeMap<String, String>();
        for (var name : FACTS) {
            for (var row : collection(store, "report", name).find()) {
                row.keySet().removeIf(key -> key.startsWith("_") && !key.equals("_id") && !key.equals("_seq"));
                rows.put(name + row.get("_id"), row.toJson());
            }
        }
        return String.join("\n", rows.values());
    }

    private void inTheReport(String branch) throws Exception {
        var report = crowd.secretaries
                .get(0)
                .post("/api/report/v1/reports", Map.of("unit", branch, "template", "debriefing", "year", Crowd.YEAR))
                .expect(201)
                .get("id")
                .asString();
        var word = crowd.secretaries.get(0).get("/api/report/v1/reports/" + report + "/document");
        assertThat(word.status()).isEqualTo(200);
        try (var document = new XWPFDocument(new ByteArrayInputStream(word.bytes()));
                var extractor = new XWPFWordExtractor(document)) {
            assertThat(extractor.getText())
                    .contains(String.format("%,d", crowd.gifts.sums().get(branch)));
        }
    }
}

package cn.zhibu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People come, go and come back; what happened is judged by the day it speaks of, in every service that speaks of it. */
class DaysTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int YEAR = LocalDate.now().getYear() - 1;
    private static final String ROLLS = "/api/activity/v1/rolls?unit=";
    private static final String SESSIONS = "/api/activity/v1/sessions";
    private static final String MEMBERS = "/api/member/v1/members";

    private final Bureau bureau = Bureau.open(Product.operator(), "日子区教育局");
    private final String branch = bureau.branch("日子幼儿园", "日子党支部", 3);
    private final Visitor secretary = bureau.appoint("sec", "SECRETARY", branch);

    private static String day(String monthAndDay) {
        return YEAR + "-" + monthAndDay;
    }

    private String joins(String name, String from, String identity, String unit) {
        return bureau.administrator
                .post(MEMBERS, file(name, from, identity, unit))
                .expect(201)
                .get("member")
                .get("id")
                .asString();
    }

    private static Map<String, Object> file(String name, String from, String identity, String unit) {
        return Map.of(
                "unit",
                unit,
                "name",
                name,
                "status",
                "FULL",
                "from",
                from,
                "identityNumber",
                identity,
                "confirmed",
                true);
    }

    private Set<String> roll(String on) {
        var people = new TreeSet<String>();
        var answer = secretary.get(ROLLS + branch + "&on=" + on);
        if (answer.status() == 200) {
            answer.json()
                    .get("people")
                    .forEach(person -> people.add(person.get("member").asString()));
        }
        return people;
    }

    private Map<String, Object> assembly(String on, String topic, Set<String> people, int present) {
        var attendance = new ArrayList<Map<String, Object>>();
        for (var person : people) {
            attendance.add(Map.of("member", person, "present", attendance.size() < present));
        }
        var body = new HashMap<String, Object>();
        body.put("unit", branch);
        body.put("forms", List.of("BRANCH_ASSEMBLY"));
        body.put("date", on);
        body.put("topic", topic);
        body.put("attendance", attendance);
        return body;
    }

    private JsonNode duty(String rule, String period) {
        for (var duty : secretary
                .get("/api/report/v1/duties?unit=" + branch + "&year=" + YEAR)
                .json()) {
            if (duty.get("rule").asString().equals(rule)
                    && duty.get("period").asString().endsWith(period)) {
                return duty;
            }
        }
        throw new AssertionError("No duty " + rule + " " + period);
    }

    @Test
    void aMeetingHasThePeopleOfItsDayWhateverBecameOfThemSince() {
        var leaves = joins("去者", "2016-09-01", "110101198003077710", branch);
        var comes = joins("来者", day("09-01"), "11010119900307301X", branch);
        Product.await("both are known", SOON, () -> roll(day("10-01")).size() == 5);
        bureau.administrator
                .post(MEMBERS + "/" + leaves + "/departure", Map.of("on", day("07-01"), "reason", "调出"))
                .expect(200);
        Product.await("the departure is known", SOON, () -> roll(day("10-01")).size() == 4);
        assertThat(roll(day("05-20"))).hasSize(4).contains(leaves).doesNotContain(comes);
        assertThat(roll(day("10-01"))).contains(comes).doesNotContain(leaves);
        var strange = assembly(day("05-20"), "研究工作", Set.of(leaves, comes), 2);
        assertThat(secretary.post(SESSIONS, strange).json().get("code").asString())
                .isEqualTo("NOT_OF_THIS_BRANCH");
        var held = secretary
                .post(SESSIONS, assembly(day("05-20"), "研究工作", roll(day("05-20")), 4))
                .expect(201);
        corrects(held, leaves);
        comesBack(leaves);
    }

    /** A correction keeps who was there, even where the departure is found to have been earlier. */
    private void corrects(JsonNode held, String leaves) {
        var path = SESSIONS + "/" + held.get("session").get("id").asString();
        bureau.administrator
                .post(MEMBERS + "/" + leaves + "/departure/withdrawal", Map.of("reason", "日期填错"))
                .expect(200);
        Product.await(
                "the departure is taken back", SOON, () -> roll(day("10-01")).size() == 5);
        bureau.administrator
                .post(MEMBERS + "/" + leaves + "/departure", Map.of("on", day("05-01"), "reason", "调出"))
                .expect(200);
        Product.await(
                "the earlier departure is known", SOON, () -> roll(day("05-20")).size() == 3);
        var people = new TreeSet<>(roll(day("05-20")));
        people.add(leaves);
        var body = assembly(day("05-20"), "研究全年工作", people, 4);
        body.put("reason", "议题写全");
        var corrected =
                secretary.call("PUT", path, body, Map.of("If-Match", "\"0\"")).expect(200);
        assertThat(corrected.get("attendance").toString()).contains(leaves);
        assertThat(corrected.get("session").get("enteredAt").asString()).isNotEmpty();
        assertThat(corrected.get("session").get("late").asBoolean()).isTrue();
    }

    /** Nobody belongs to two branches at once; whoever left comes back under the same identity number. */
    private void comesBack(String leaves) {
        var second = bureau.branch("第二幼儿园", "第二党支部", 0);
        var again = bureau.administrator.post(MEMBERS, file("去者", day("11-01"), "110101198003077710", second));
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.json().get("member").get("id").asString())
                .as("the same person")
                .isEqualTo(leaves);
        var twice = bureau.administrator.post(MEMBERS, file("去者", day("12-01"), "110101198003077710", branch));
        assertThat(twice.status()).isEqualTo(409);
    }

    @Test
    void anAssemblyWithoutItsQuorumMeetsNoDutyUntilItIsFoundToHaveHadIt() {
        Product.await("the branch is known", SOON, () -> roll(day("02-20")).size() == 3);
        var people = roll(day("02-20"));
        var held = secretary
                .post(SESSIONS, assembly(day("02-20"), "季度会议", people, 1))
                .expect(201);
        assertThat(held.get("session").get("inquorate").toString()).contains("BRANCH_ASSEMBLY");
        var path = SESSIONS + "/" + held.get("session").get("id").asString();
        var honour = Map.of(
                "unit",
                branch,
                "kind",
                "class-visit",
                "date",
                day("02-21"),
                "values",
                Map.of("class", "大一班", "visitor", people.iterator().next()));
        var record = secretary.post("/api/activity/v1/records", honour).expect(201);
        assertThat(record.get("late").asBoolean()).as("of last year").isTrue();
        Product.await(
                "the record is counted, and with it the meeting before it",
                SOON,
                () -> secretary
                        .get("/api/report/v1/facts?unit=" + branch + "&measure=class-visits&from=" + day("01-01")
                                + "&to=" + day("12-31"))
                        .text()
                        .contains("\"value\":1"));
        assertThat(duty("BR-06", "1").get("state").asString()).isNotEqualTo("MET");
        var body = assembly(day("02-20"), "季度会议", people, 3);
        body.put("reason", "到会人数记错");
        secretary.call("PUT", path, body, Map.of("If-Match", "\"0\"")).expect(200);
        Product.await(
                "the valid assembly meets it",
                SOON,
                () -> duty("BR-06", "1").get("state").asString().equals("MET"));
        secretary.post(path + "/withdrawal", Map.of("reason", "误录")).expect(200);
        Product.await(
                "a withdrawn one does not",
                SOON,
                () -> !duty("BR-06", "1").get("state").asString().equals("MET"));
    }

    @Test
    void aSeatChangesHandsAndTheClerkPreparesWhatTheSecretarySubmits() {
        Product.await("the branch is known", SOON, () -> roll(day("03-01")).size() == 3);
        var people = List.copyOf(roll(day("03-01")));
        var formed = bureau.administrator
                .post(
                        "/api/member/v1/committees",
                        Map.of(
                                "unit",
                                branch,
                                "on",
                                day("01-10"),
                                "termYears",
                                3,
                                "seats",
                                List.of(Map.of("member", people.get(0), "post", "SECRETARY"))))
                .expect(201);
        bureau.administrator
                .call(
                        "POST",
                        "/api/member/v1/committees/" + formed.get("id").asString() + "/seats",
                        Map.of(
                                "post",
                                "SECRETARY",
                                "leaves",
                                people.get(0),
                                "takes",
                                people.get(1),
                                "on",
                                day("06-01"),
                                "reason",
                                "工作调整"),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                .expect(200);
        Product.await(
                "the by-election is known", SOON, () -> seated(day("07-01")).equals(Set.of(people.get(1))));
        assertThat(seated(day("03-01"))).isEqualTo(Set.of(people.get(0)));
        var clerk = bureau.appoint("clerk", "CLERK", branch);
        Product.await(
                "the clerk's grant",
                SOON,
                () -> clerk.get(ROLLS + branch + "&on=" + day("03-01")).status() == 200);
        var opened = new ArrayList<String>();
        Product.await("the report is prepared", SOON, () -> {
            var answer = clerk.post(
                    "/api/report/v1/reports", Map.of("unit", branch, "template", "debriefing", "year", YEAR));
            if (answer.status() == 201) {
                opened.add(answer.json().get("id").asString());
            }
            return answer.status() == 201;
        });
        var path = "/api/report/v1/reports/" + opened.get(0);
        var refused = clerk.post(path + "/submission", Map.of());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("code").asString()).isEqualTo("SECRETARY_SUBMITS");
        var gift = Map.of("partner", Map.of("name", "临湖镇幼儿园"), "form", "money", "amount", 20000);
        secretary
                .post(
                        "/api/activity/v1/records",
                        Map.of("unit", branch, "kind", "pairing-assistance", "date", day("05-20"), "values", gift))
                .expect(201);
        Product.await(
                "the report has evidence",
                SOON,
                () -> secretary.get(path).text().contains("20,000"));
        secretary.post(path + "/submission", Map.of()).expectDone();
    }

    private Set<String> seated(String on) {
        var seated = new TreeSet<String>();
        secretary.get(ROLLS + branch + "&on=" + on).json().get("people").forEach(person -> {
            if (person.hasNonNull("post")) {
                seated.add(person.get("member").asString());
            }
        });
        return seated;
    }
}

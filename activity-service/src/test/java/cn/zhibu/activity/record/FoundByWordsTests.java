package cn.zhibu.activity.record;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Records and sessions are found by what was written in them, by whoever may see them. */
@ServiceTest
class FoundByWordsTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private String tenant;
    private String branch;
    private Client secretary;
    private Client other;
    private Client reviewer;

    @BeforeEach
    void twoBranches() {
        tenant = world.bureau();
        branch = branch("sec");
        var beside = branch("sec2");
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        other = secretary.as(Tokens.of(tenant, "sec2"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
        gift(secretary, branch, "2025-05-20", "临湖镇中心幼儿园", "从账外支出");
        gift(secretary, branch, "2025-06-20", "Lakeside Kindergarten", "");
        gift(other, beside, "2025-05-21", "临湖镇实验小学", "");
    }

    private String branch(String account) {
        var unit = UUID.randomUUID().toString();
        var ancestors = List.of(tenant, unit);
        world.send(
                tenant,
                "member.events",
                "unit.created.v1",
                unit,
                Map.of("unit", unit, "parent", tenant, "kind", "BRANCH", "ancestors", ancestors, "from", "2015-01-01"));
        world.grant(tenant, account, "SECRETARY", unit, ancestors);
        World.await(() -> world.exists(tenant, "directory_units_v1", unit));
        return unit;
    }

    private static String gift(Client by, String unit, String date, String partner, String note) {
        var values = new HashMap<String, Object>(
                Map.of("partner", Map.of("name", partner), "form", "money", "amount", 20000));
        if (!note.isEmpty()) {
            values.put("note", note);
        }
        return by.post("/records", Map.of("unit", unit, "kind", "pairing-assistance", "date", date, "values", values))
                .expect(201)
                .get("id")
                .asString();
    }

    private static TreeSet<String> days(Client by, String list, String words) {
        var days = new TreeSet<String>();
        by.get(list + "?words=" + words)
                .expect(200)
                .get("items")
                .forEach(item -> days.add(item.get("date").asString()));
        return days;
    }

    @Test
    void byPiecesOfChineseByWordsAndByNumbersWithinOnesReach() {
        assertThat(days(secretary, "/records", "临湖镇")).containsExactly("2025-05-20");
        assertThat(days(secretary, "/records", "镇中心 20000")).containsExactly("2025-05-20");
        assertThat(days(secretary, "/records", "LAKESIDE")).containsExactly("2025-06-20");
        assertThat(days(secretary, "/records", "lake")).as("whole words").isEmpty();
        assertThat(days(other, "/records", "临湖镇")).containsExactly("2025-05-21");
        assertThat(days(reviewer, "/records", "临湖镇")).containsExactly("2025-05-20", "2025-05-21");
        assertThat(days(reviewer, "/records", "临湖镇实验")).containsExactly("2025-05-21");
        assertThat(days(reviewer, "/records", " ")).hasSize(3);
    }

    @Test
    void theOldestComeFirstWhereThatIsAskedFor() {
        var first = reviewer.get("/records?order=oldest&size=2").expect(200);
        assertThat(first.get("items").get(0).get("date").asString()).isEqualTo("2025-05-20");
        assertThat(first.get("items").get(1).get("date").asString()).isEqualTo("2025-05-21");
        var second = reviewer.get("/records?order=oldest&size=2&after="
                        + first.get("next").asString())
                .expect(200);
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("items").get(0).get("date").asString()).isEqualTo("2025-06-20");
        assertThat(days(reviewer, "/records", "临湖镇")).hasSize(2);
        assertThat(reviewer.get("/records?order=oldest&words=临湖镇")
                        .expect(200)
                        .get("items")
                        .get(0)
                        .get("date")
                        .asString())
                .isEqualTo("2025-05-20");
        assertThat(reviewer.get("/sessions?order=oldest").expect(200).get("items"))
                .isEmpty();
    }

    @Test
    void nobodyFindsByWhatIsSealed() {
        assertThat(days(secretary, "/records", "账外支出")).isEmpty();
        assertThat(days(reviewer, "/records", "账外支出")).isEmpty();
    }

    @Test
    void aCorrectedOneIsFoundByWhatItSaysNow() {
        var id = gift(secretary, branch, "2025-07-01", "山前村幼儿园", "");
        assertThat(days(secretary, "/records", "山前村")).containsExactly("2025-07-01");
        var values = Map.of("partner", Map.of("name", "山后村幼儿园"), "form", "money", "amount", 20000);
        secretary
                .put("/records/" + id, "\"0\"", Map.of("date", "2025-07-02", "reason", "记错", "values", values))
                .expect(200);
        assertThat(days(secretary, "/records", "山前村")).isEmpty();
        assertThat(days(secretary, "/records", "山后村")).containsExactly("2025-07-02");
        secretary.post("/records/" + id + "/withdrawal", Map.of("reason", "误录")).expect(200);
        assertThat(days(secretary, "/records", "山后村")).isEmpty();
    }

    @Test
    void sessionsByTopicPlaceAndAgenda() {
        var member = UUID.randomUUID().toString();
        world.send(
                tenant,
                "member.events",
                "member.joined.v1",
                member,
                Map.of(
                        "member",
                        member,
                        "unit",
                        branch,
                        "ancestors",
                        List.of(tenant, branch),
                        "status",
                        "FULL",
                        "on",
                        "2015-01-01",
                        "fullOn",
                        "2015-01-01"));
        World.await(() -> world.exists(tenant, "directory_people_v1", member));
        var agenda =
                List.of(Map.of("title", "审议工作报告", "kind", "REPORT"), Map.of("title", "讨论发展对象", "kind", "DISCUSSION"));
        secretary
                .post(
                        "/sessions",
                        Map.of(
                                "unit",
                                branch,
                                "forms",
                                List.of("BRANCH_ASSEMBLY"),
                                "date",
                                "2025-03-05",
                                "topic",
                                "学习全国两会精神",
                                "place",
                                "三楼会议室",
                                "attendance",
                                List.of(Map.of("member", member, "present", true)),
                                "agenda",
                                agenda))
                .expect(201);
        for (var words : List.of("两会精神", "三楼", "发展对象", "工作报告 学习")) {
            assertThat(days(secretary, "/sessions", words)).as(words).containsExactly("2025-03-05");
        }
        assertThat(days(secretary, "/sessions", "两会报告")).isEmpty();
        assertThat(days(other, "/sessions", "两会精神")).isEmpty();
    }

    @Test
    void oneCharacterIsTooLittleAndSaysSo() {
        for (var list : List.of("/records", "/sessions")) {
            var refused = secretary.get(list + "?words=" + "党");
            assertThat(refused.refusal()).isEqualTo("400 UNREADABLE_PARAMETER /words:TOO_SHORT");
            assertThat(refused.body().get("errors").get(0).get("pointer").asString())
                    .isEqualTo("/words");
            assertThat(secretary.get(list + "?words=" + "x".repeat(51)).status())
                    .isEqualTo(400);
        }
    }
}

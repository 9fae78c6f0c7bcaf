package cn.zhibu.activity.paper;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.web.Download;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Minutes and attendance sheets as Word: of a meeting that was held, of one to come, and of none. */
@ServiceTest
class PaperJourneyTests {

    private static final HttpServer OWNER = owner();
    private static volatile String people = "[]";
    private static volatile int status = 200;

    @DynamicPropertySource
    static void names(DynamicPropertyRegistry registry) {
        registry.add(
                "zhibu.member-url",
                () -> "http://127.0.0.1:" + OWNER.getAddress().getPort());
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final String branch = UUID.randomUUID().toString();
    private final List<String> members = List.of(
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString());
    private String tenant;
    private Client secretary;

    private static HttpServer owner() {
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/api/member/v1/members/names", exchange -> answer(exchange, people));
            server.createContext(
                    "/api/member/v1/units/named",
                    exchange -> answer(
                            exchange,
                            "[{\"id\":\"b\",\"name\":\"清河支部\",\"nameEn\":\"Qinghe branch\",\"kind\":\"BRANCH\"}]"));
            server.start();
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @BeforeEach
    void aBranch() {
        status = 200;
        tenant = world.bureau();
        var above = List.of(tenant, branch);
        world.send(
                tenant,
                "member.events",
                "unit.created.v1",
                branch,
                Map.of("unit", branch, "parent", tenant, "kind", "BRANCH", "ancestors", above, "from", "2015-01-01"));
        var known = new ArrayList<String>();
        for (var member : members) {
            var joined = Map.<String, Object>of(
                    "member",
                    member,
                    "unit",
                    branch,
                    "ancestors",
                    above,
                    "status",
                    "FULL",
                    "on",
                    "2015-01-01",
                    "fullOn",
                    "2015-01-01");
            world.send(tenant, "member.events", "member.joined.v1", member, joined);
            known.add("{\"id\":\"%s\",\"name\":\"%s\"%s}"
                    .formatted(
                            member,
                            List.of("周敏", "安静", "李{{#x}}").get(known.size()),
                            known.isEmpty() ? ",\"mark\":{\"kind\":\"BORN\",\"value\":\"1980-03\"}" : ""));
        }
        people = known.toString();
        world.grant(tenant, "sec", "SECRETARY", branch, above);
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        world.grant(tenant, "mem", "MEMBER", branch, above);
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        World.await(() -> world.exists(tenant, "directory_units_v1", branch)
                && members.stream().allMatch(member -> world.exists(tenant, "directory_people_v1", member)));
    }

    private String held(String minutes) {
        var attendance = List.of(
                Map.of("member", members.get(0), "present", true),
                Map.of("member", members.get(1), "present", true),
                Map.of("member", members.get(2), "present", false, "reason", "病假{{a}}"));
        var agenda = List.of(
                Map.of("title", "讨论发展对象 {{title}}", "kind", "DISCUSSION", "resolution", "同意\n按期办理🎉"),
                Map.of(
                        "title",
                        "接收预备党员",
                        "kind",
                        "ADMISSION",
                        "decision",
                        "admit",
                        "about",
                        List.of(Map.of("name", "王五")),
                        "votes",
                        Map.of("approve", 2, "disapprove", 0, "abstain", 0)),
                Map.of(
                        "title",
                        "给予处分",
                        "kind",
                        "RESOLUTION",
                        "decision",
                        "discipline",
                        "about",
                        List.of(Map.of("name", "钱八")),
                        "votes",
                        Map.of("approve", 2, "disapprove", 0, "abstain", 0)));
        var body = new HashMap<String, Object>(Map.of(
                "unit",
                branch,
                "forms",
                List.of("BRANCH_ASSEMBLY"),
                "date",
                "2025-03-12",
                "topic",
                "三月党员大会",
                "place",
                "会议室",
                "chair",
                members.get(0),
                "recorderGuest",
                "记录员",
                "minutes",
                minutes));
        body.put("attendance", attendance);
        body.put("agenda", agenda);
        body.put("guests", 2);
        return secretary
                .post("/sessions", body)
                .expect(201)
                .get("session")
                .get("id")
                .asString();
    }

    private Unpacked paper(String path, String account, String language) {
        var answer = http.get()
                .uri("/api/activity/v1" + path)
                .header("Authorization", "Bearer " + Tokens.of(tenant, account))
                .header("Accept-Language", language)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(Download.WORD)
                .expectHeader()
                .valueMatches("Content-Disposition", "attachment;.*\\.docx.*")
                .expectBody(byte[].class)
                .returnResult();
        return Unpacked.of(Objects.requireNonNull(answer.getResponseBody()));
    }

    @Test
    void theMinutesOfAMeetingSayWhatItsPageSays() {
        var id = held("一、传达\n二、讨论 ${x} <b>");
        var minutes = paper("/sessions/" + id + "/paper.docx?sheet=MINUTES", "sec", "zh-CN");
        assertThat(minutes.title()).isEqualTo("清河支部会议记录");
        assertThat(minutes.behind("主持人")).isEqualTo("周敏（1980-03生）");
        assertThat(minutes.behind("记录人")).isEqualTo("记录员");
        assertThat(minutes.behind("日期")).isEqualTo("2025年3月12日");
        assertThat(minutes.behind("人数")).isEqualTo("应到 3 人，实到 2 人");
        assertThat(minutes.behind("缺席及原因")).isEqualTo("李{{#x}}（病假{{a}}）");
        assertThat(minutes.behind("列席人员")).isEqualTo("其他2人");
        assertThat(minutes.behind("议程"))
                .contains("1. 讨论发展对象 {{title}}", "决议：同意\n按期办理🎉", "2. 接收预备党员", "所涉人员：王五", "赞成 2 票", "结果：")
                .contains("钱八");
        assertThat(minutes.behind("会议记录")).isEqualTo("一、传达\n二、讨论 ${x} <b>");
        var english = paper("/sessions/" + id + "/paper.docx?sheet=MINUTES", "sec", "en");
        assertThat(english.title()).isEqualTo("Qinghe branch: Minutes");
        assertThat(english.behind("Numbers")).isEqualTo("3 expected, 2 present");
        assertThat(english.behind("Date")).isEqualTo("12 Mar 2025");
    }

    @Test
    void theAttendanceSheetListsWhoShouldHaveBeenThere() {
        var id = held("记录");
        var sheet = paper("/sessions/" + id + "/paper.docx?sheet=SIGN_IN", "sec", "zh-CN");
        assertThat(sheet.title()).isEqualTo("清河支部签到表");
        assertThat(sheet.rows()).contains(List.of("序号", "姓名", "签名", "序号", "姓名", "签名"));
        assertThat(sheet.rows()).contains(List.of("1", "周敏（1980-03生）", "", "2", "安静", ""));
        assertThat(sheet.rows()).contains(List.of("3", "李{{#x}}", "", "4", "", ""));
        assertThat(sheet.all()).doesNotContain("病假");
    }

    /** Who may not read the minutes does not get them on paper, nor whom a decision is about. */
    @Test
    void aPaperShowsNoMoreThanThePage() {
        var id = held("只给支部看");
        var seen = paper("/sessions/" + id + "/paper.docx?sheet=MINUTES", "rev", "zh-CN");
        assertThat(seen.all()).doesNotContain("只给支部看").doesNotContain("钱八");
        assertThat(seen.behind("主题")).isEqualTo("三月党员大会");
        var member = secretary.as(Tokens.of(tenant, "mem"));
        assertThat(member.get("/sessions/" + id + "/paper.docx?sheet=MINUTES").status())
                .isIn(403, 404);
        var other = world.bureau();
        world.grant(other, "sec", "SECRETARY", other, List.of(other));
        assertThat(secretary
                        .as(Tokens.of(other, "sec"))
                        .get("/sessions/" + id + "/paper.docx?sheet=MINUTES")
                        .status())
                .isEqualTo(404);
        assertThat(secretary.get("/sessions/" + id + "/paper.docx?sheet=POSTER").status())
                .isEqualTo(400);
    }

    @Test
    void aMeetingToComeHasPapersToBeFilledInByHand() {
        var date = LocalDate.now().plusDays(20).toString();
        var common = Map.of(
                "forms",
                List.of("BRANCH_ASSEMBLY"),
                "topic",
                "下月大会",
                "start",
                "14:30",
                "agenda",
                List.of(Map.of("title", "学习文件")));
        var body = Map.of("unit", branch, "date", date, "common", common);
        var plan = secretary.post("/plans", body).expect(201).get("id").asString();
        var minutes = paper("/plans/" + plan + "/paper.docx?sheet=MINUTES", "sec", "zh-CN");
        assertThat(minutes.behind("主题")).isEqualTo("下月大会");
        assertThat(minutes.behind("议程")).startsWith("1. 学习文件");
        assertThat(minutes.behind("缺席及原因")).isEmpty();
        assertThat(minutes.behind("人数")).isEmpty();
        assertThat(minutes.behind("主持人签字")).isEmpty();
        var sheet = paper("/plans/" + plan + "/paper.docx?sheet=SIGN_IN", "sec", "zh-CN");
        assertThat(sheet.rows()).contains(List.of("1", "安静", "", "2", "李{{#x}}", ""));
        var empty = paper("/branches/" + branch + "/paper.docx?sheet=SIGN_IN", "sec", "zh-CN");
        assertThat(empty.rows()).contains(List.of("1", "", "", "2", "", ""));
        var dated = paper(
                "/branches/" + branch + "/paper.docx?sheet=SIGN_IN&forms=BRANCH_ASSEMBLY&date=2025-03-12",
                "sec",
                "zh-CN");
        assertThat(dated.all()).contains("周敏").contains("支部党员大会");
    }

    @Test
    void withoutNamesThereIsNoPaper() {
        var id = held("记录");
        status = 503;
        assertThat(secretary
                        .get("/sessions/" + id + "/paper.docx?sheet=SIGN_IN")
                        .refusal())
                .startsWith("503 PAPER_NAMES_AWAY");
    }
}

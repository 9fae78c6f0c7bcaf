package cn.zhibu.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Mail over a real SMTP server of this JVM: to confirmed addresses only, once, tried again, and given up when refused. */
@ServiceTest
class MailTests {

    private static final Pattern CODE = Pattern.compile("(?m)^ {4}(\\d{6})\\s*$");
    private static final int PORT = freePort();
    private static GreenMail server = started();

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry properties) {
        properties.add("zhibu.mail.host", () -> "127.0.0.1");
        properties.add("zhibu.mail.port", () -> PORT);
        properties.add("zhibu.mail.from", () -> "zhibu@bureau.example");
        properties.add("zhibu.mail.gather", () -> "1s");
        properties.add("zhibu.mail.every", () -> "200ms");
        properties.add("zhibu.reminders.every", () -> "200ms");
        properties.add("zhibu.mail.pauses", () -> "1s,1s,1s,1s,1s,1s,1s,1s");
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    @Autowired
    private MeterRegistry meters;

    private String tenant;
    private String branch;
    private String grant;
    private Client secretary;

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static GreenMail started() {
        var mail = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        return mail;
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void aSecretary() {
        tenant = world.bureau();
        branch = UUID.randomUUID().toString();
        grant = world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        secretary = new Client(http, "/api/notification/v1", Tokens.of(tenant, "sec"));
        always(secretary);
    }

    /** No quiet hours, so that the tests do not depend on the hour. */
    private static void always(Client person) {
        person.put("/settings", "\"0\"", settings(true, "AT_ONCE", null)).expect(200);
    }

    private static Map<String, Object> settings(boolean inbox, String rhythm, String quietFrom) {
        var body = new HashMap<String, Object>();
        body.put(
                "kinds",
                Arrays.asList("DUTIES", "REPORT_STEPS", "REPORTS_WAITING", "TERMS").stream()
                        .map(kind -> Map.of("kind", kind, "inbox", inbox, "mail", true))
                        .toList());
        body.put("rhythm", rhythm);
        body.put("digestAt", "08:00");
        body.put("quietFrom", quietFrom);
        body.put("quietTo", quietFrom == null ? null : "07:00");
        body.put("language", "EN");
        return body;
    }

    private static List<MimeMessage> to(String address) {
        var found = new ArrayList<MimeMessage>();
        for (var message : server.getReceivedMessages()) {
            try {
                if (message.getAllRecipients()[0].toString().equals(address)) {
                    found.add(message);
                }
            } catch (jakarta.mail.MessagingException failure) {
                throw new IllegalStateException(failure);
            }
        }
        return found;
    }

    private static String fresh() {
        return "p" + UUID.randomUUID().toString().substring(0, 8) + "@school.example";
    }

    private static String body(MimeMessage message) {
        try {
            var parts = (jakarta.mail.internet.MimeMultipart) message.getContent();
            var text = new StringBuilder();
            collect(parts, text);
            return text.toString();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void collect(jakarta.mail.internet.MimeMultipart parts, StringBuilder into) throws Exception {
        for (int i = 0; i < parts.getCount(); i++) {
            var content = parts.getBodyPart(i).getContent();
            if (content instanceof jakarta.mail.internet.MimeMultipart inner) {
                collect(inner, into);
            } else {
                into.append(content).append('\n');
            }
        }
    }

    private void confirmed(Client person, String address) {
        person.post("/address", Map.of("address", address)).expect(200);
        World.await(() -> to(address).size() == 1);
        var code = CODE.matcher(body(to(address).get(0)));
        assertThat(code.find()).isTrue();
        person.post("/address/confirmation", Map.of("code", code.group(1))).expect(200);
    }

    private void overdue(String... periods) {
        world.send(
                tenant,
                "report.events",
                "duty.overdue.v1",
                UUID.randomUUID().toString(),
                Map.of(
                        "unit",
                        branch,
                        "ancestors",
                        List.of(tenant, branch),
                        "duties",
                        Arrays.stream(periods).map(this::owed).toList()));
    }

    private Map<String, Object> owed(String period) {
        var owed = new HashMap<String, Object>();
        owed.put("duty", "BR-09:" + branch + ":" + period);
        owed.put("rule", "BR-09");
        owed.put("group", null);
        owed.put("period", period);
        owed.put(
                "due",
                LocalDate.parse(period + "-01").plusMonths(1).minusDays(1).toString());
        return owed;
    }

    private List<Document> deliveries() {
        return world.documents(tenant, "deliveries");
    }

    @Test
    void nobodyIsMailedBeforeTheAddressIsConfirmedByItsCode() {
        var address = fresh();
        var asked = secretary.post("/address", Map.of("address", address)).expect(200);
        assertThat(asked.get("pending").asString()).isEqualTo("p***@school.example");
        assertThat(asked.get("confirmed").isNull()).isTrue();
        World.await(() -> to(address).size() == 1);
        assertThat(secretary
                        .post("/address/confirmation", Map.of("code", "xxxxxx"))
                        .refusal())
                .isEqualTo("422 CODE_WRONG /code:CODE_WRONG");
        overdue("2026-08");
        World.await(() -> secretary.get("/notices").body().get("total").asInt() == 1);
        assertThat(deliveries()).as("the code alone").hasSize(1);
        var code = CODE.matcher(body(to(address).get(0)));
        assertThat(code.find()).isTrue();
        var shown = secretary
                .post("/address/confirmation", Map.of("code", code.group(1)))
                .expect(200);
        assertThat(shown.get("confirmed").asString()).isEqualTo("p***@school.example");
        var stored = String.valueOf(world.document(tenant, "addresses", "sec")) + deliveries();
        assertThat(stored).doesNotContain(address).doesNotContain(code.group(1));
    }

    @Test
    void bureausAtRestAreNotAskedAnything() {
        assertThat(world.askedAtRest(8, Duration.ofSeconds(2))).isZero();
    }

    @Test
    void whatWaitsAndWhatFailedIsCountedOverAllBureaus() {
        var address = fresh();
        confirmed(secretary, address);
        server.stop();
        try {
            overdue("2026-09");
            World.await(() -> tallied("waiting") == 1);
            World.await(() -> meters.get("zhibu.deliveries.waiting").gauge().value() >= 1);
        } finally {
            server = started();
        }
        World.await(() -> to(address).size() == 1);
        World.await(() -> tallied("waiting") == 0);
        assertThat(tallied("failed")).isZero();
    }

    private long tallied(String what) {
        var line = world.document("shared", "tallies", "zhibu.deliveries." + what + "|" + tenant);
        return line == null ? 0 : line.getLong("number");
    }

    @Test
    void aWrongAddressAndTooManyCodesAreRefused() {
        for (var wrong : List.of("nobody", "a b@c.example", "a@b", "<a@b.example>")) {
            assertThat(secretary.post("/address", Map.of("address", wrong)).refusal())
                    .as(wrong)
                    .isEqualTo("422 ADDRESS_UNREADABLE /address:ADDRESS_UNREADABLE");
        }
        var smuggled = "a@b.example\r\nBcc: x@y.example";
        assertThat(secretary.post("/address", Map.of("address", smuggled)).refusal())
                .isEqualTo("422 INVALID_INPUT /address:NOT_ONE_LINE");
        for (int i = 0; i < 5; i++) {
            secretary.post("/address", Map.of("address", fresh())).expect(200);
        }
        assertThat(secretary.post("/address", Map.of("address", fresh())).refusal())
                .isEqualTo("429 TOO_MANY_CODES");
    }

    @Test
    void anOccasionIsOneMessageInTheReadersLanguageHoweverOftenItIsTold() throws Exception {
        var address = fresh();
        confirmed(secretary, address);
        var subject = UUID.randomUUID().toString();
        var body = Map.of(
                "unit",
                branch,
                "ancestors",
                List.of(tenant, branch),
                "duties",
                List.of(owed("2026-09"), owed("2026-10")));
        world.send(tenant, "report.events", "duty.overdue.v1", subject, 1000, body);
        world.send(tenant, "report.events", "duty.overdue.v1", subject, 1000, body);
        World.await(() -> to(address).size() == 2);
        var message = to(address).get(1);
        assertThat(message.getSubject()).isEqualTo("[Zhibu] 2 duties are overdue");
        assertThat(body(message))
                .contains("Committee meeting, by 30 Sep 2026", "Committee meeting, by 31 Oct 2026", "/branch/" + branch)
                .contains("<html");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        World.await(() -> deliveries().stream()
                .allMatch(
                        each -> each.get("course", Document.class).get("state").equals("SENT")));
        overdue("2026-07");
        World.await(() -> to(address).size() == 3);
        assertThat(to(address).get(2).getSubject()).isEqualTo("[Zhibu] 1 duty is overdue");
    }

    @Test
    void whatIsSettledBeforeItLeavesIsNotMailed() {
        var address = fresh();
        confirmed(secretary, address);
        server.stop();
        try {
            overdue("2026-09");
            World.await(() -> deliveries().stream()
                    .anyMatch(each -> "SERVER_AWAY"
                            .equals(each.get("course", Document.class).get("fault"))));
            world.send(
                    tenant,
                    "report.events",
                    "duty.settled.v1",
                    UUID.randomUUID().toString(),
                    Map.of("unit", branch, "ancestors", List.of(tenant, branch), "duties", List.of(owed("2026-09"))));
            World.await(() ->
                    !secretary.get("/notices").body().at("/items/0/settledAt").isNull());
        } finally {
            server = started();
        }
        World.await(() -> deliveries().stream()
                .anyMatch(each ->
                        "DROPPED".equals(each.get("course", Document.class).get("state"))));
        assertThat(to(address)).isEmpty();
    }

    @Test
    void mailStopsWithTheGrant() {
        var address = fresh();
        confirmed(secretary, address);
        server.stop();
        try {
            overdue("2026-09");
            World.await(() -> deliveries().stream()
                    .anyMatch(each -> "SERVER_AWAY"
                            .equals(each.get("course", Document.class).get("fault"))));
            world.send(
                    tenant,
                    "member.events",
                    "grant.revoked.v1",
                    grant,
                    Map.of(
                            "grant",
                            grant,
                            "account",
                            "sec",
                            "role",
                            "SECRETARY",
                            "unit",
                            branch,
                            "ancestors",
                            List.of(tenant, branch)));
            World.await(() -> Boolean.TRUE.equals(
                    world.documents(tenant, "platform_grants_v1").get(0).get("revoked")));
        } finally {
            server = started();
        }
        World.await(() -> deliveries().stream()
                .anyMatch(each ->
                        "DROPPED".equals(each.get("course", Document.class).get("state"))));
        assertThat(to(address)).isEmpty();
    }

    @Test
    void aServerThatIsAwayGetsItWhenItIsBack() {
        var address = fresh();
        confirmed(secretary, address);
        server.stop();
        try {
            overdue("2026-09");
            World.await(() -> deliveries().stream()
                    .anyMatch(each -> "SERVER_AWAY"
                            .equals(each.get("course", Document.class).get("fault"))));
        } finally {
            server = started();
        }
        World.await(() -> to(address).size() == 1);
        assertThat(GreenMailUtil.getWholeMessage(to(address).get(0))).contains("Message-ID: <");
    }

    @Test
    void inQuietHoursAndInADigestMailWaitsForItsHourAndLeavesTogether() {
        var address = fresh();
        confirmed(secretary, address);
        secretary.put("/settings", "\"1\"", settings(false, "DAILY", null)).expect(200);
        overdue("2026-08");
        overdue("2026-09");
        World.await(() -> deliveries().stream()
                .anyMatch(each -> each.getList("notices", String.class).size() == 2));
        var planned = deliveries().stream()
                .filter(each -> each.getList("notices", String.class).size() == 2)
                .findFirst()
                .orElseThrow();
        var at = planned.get("course", Document.class)
                .getDate("nextAt")
                .toInstant()
                .atZone(java.time.ZoneId.of("Asia/Shanghai"));
        assertThat(at.toLocalTime()).isEqualTo("08:00");
        assertThat(secretary.get("/notices").expect(200).get("total").asInt())
                .as("not wanted in the inbox")
                .isZero();
        assertThat(to(address)).hasSize(1);
    }
}

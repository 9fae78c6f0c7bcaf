package cn.zhibu.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Seals;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What is refused for good is shown to the administrator and can be sent again; what is to come later comes by itself. */
@ServiceTest
class RefusalTests {

    private static final ScriptedSmtp SERVER = new ScriptedSmtp();

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry properties) {
        properties.add("zhibu.mail.host", () -> "127.0.0.1");
        properties.add("zhibu.mail.port", SERVER::port);
        properties.add("zhibu.mail.from", () -> "支部 <zhibu@bureau.example>");
        properties.add("zhibu.mail.gather", () -> "0s");
        properties.add("zhibu.mail.every", () -> "200ms");
        properties.add("zhibu.mail.pauses", () -> "700ms,700ms,700ms");
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    @Autowired
    private Changes changes;

    @Autowired
    private Seals seals;

    @Autowired
    private MeterRegistry meters;

    private String tenant;
    private String branch;
    private String address;
    private Client secretary;
    private Client administrator;

    @BeforeEach
    void aSecretaryWithAnAddress() {
        SERVER.answerRecipients("250 OK");
        tenant = world.bureau();
        branch = UUID.randomUUID().toString();
        address = "p" + UUID.randomUUID().toString().substring(0, 8) + "@school.example";
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        world.grant(tenant, "adm", "BUREAU_ADMIN", tenant, List.of(tenant));
        secretary = new Client(http, "/api/notification/v1", Tokens.of(tenant, "sec"));
        administrator = secretary.as(Tokens.of(tenant, "adm"));
        Seeds.always(http, tenant, "sec");
        Seeds.confirmed(changes, seals, tenant, "sec", address);
    }

    private void returned() {
        world.send(
                tenant,
                "report.events",
                "report.returned.v1",
                UUID.randomUUID().toString(),
                Map.of("report", "r", "unit", branch, "ancestors", List.of(tenant, branch), "year", 2025, "round", 1));
    }

    private Document course() {
        var all = world.documents(tenant, "deliveries");
        return all.isEmpty() ? new Document() : all.get(0).get("course", Document.class);
    }

    private List<String> taken() {
        return SERVER.taken().stream()
                .filter(message -> message.contains(address))
                .toList();
    }

    @Test
    void anAddressThatIsRefusedIsShownAndSentAgainWhenItIsMended() {
        SERVER.answerRecipients("550 5.1.1 <" + address + "> unknown here");
        returned();
        World.await(() -> "FAILED".equals(course().get("state")));
        assertThat(course().getInteger("attempts")).isEqualTo(1);
        var list = administrator.get("/deliveries?state=FAILED").expect(200);
        assertThat(list.get("total").asInt()).isEqualTo(1);
        var failed = list.get("items").get(0);
        assertThat(failed.get("fault").asString()).isEqualTo("ADDRESS_REFUSED");
        assertThat(failed.get("reply").asInt()).isEqualTo(550);
        assertThat(failed.get("problem").asString()).contains("不接受这个邮箱地址");
        assertThat(list.toString()).doesNotContain("school.example");
        assertThat(secretary.get("/address").expect(200).get("refused").asBoolean())
                .isTrue();
        assertThat(secretary.get("/deliveries").refusal()).startsWith("403");
        var id = failed.get("id").asString();
        World.await(() -> meters.get("zhibu.deliveries.failed").gauge().value() >= 1);
        assertThat(stranger().post("/deliveries/" + id + "/retry", Map.of()).refusal())
                .startsWith("404 DELIVERY_NOT_FOUND");
        SERVER.answerRecipients("250 OK");
        administrator.post("/deliveries/" + id + "/retry", Map.of()).expect(200);
        World.await(() -> "SENT".equals(course().get("state")));
        assertThat(administrator.get("/deliveries").expect(200).get("total").asInt())
                .as("what is delivered is nobody's business")
                .isZero();
        assertThat(taken()).hasSize(1);
        assertThat(secretary.get("/address").expect(200).get("refused").asBoolean())
                .isFalse();
        assertThat(administrator.post("/deliveries/" + id + "/retry", Map.of()).refusal())
                .startsWith("409 NOT_FAILED");
    }

    /** Administers another part of the same bureau. */
    private Client stranger() {
        var other = UUID.randomUUID().toString();
        world.grant(tenant, "other", "BUREAU_ADMIN", other, List.of(tenant, other));
        return secretary.as(Tokens.of(tenant, "other"));
    }

    @Test
    void aServerThatAsksToComeBackLaterIsAskedAgain() {
        SERVER.answerRecipients("451 4.7.1 Greylisted, try again");
        returned();
        World.await(() -> "TRY_LATER".equals(course().get("fault")));
        assertThat(course().get("state")).isEqualTo("WAITING");
        SERVER.answerRecipients("250 OK");
        World.await(() -> "SENT".equals(course().get("state")));
        assertThat(course().getInteger("attempts")).isGreaterThan(1);
        assertThat(taken())
                .singleElement()
                .asString()
                .contains("From: =?UTF-8?")
                .contains("<zhibu@bureau.example>");
    }

    @Test
    void whoseAccountIsClosedIsForgottenAndNotMailed() {
        world.send(tenant, "member.events", "account.closed.v1", "sec", Map.of("account", "sec"));
        World.await(() -> secretary.get("/address").expect(200).get("confirmed").isNull());
        returned();
        World.await(() -> secretary.get("/notices").body().get("total").asInt() == 1);
        assertThat(world.documents(tenant, "deliveries")).isEmpty();
    }

    @Test
    void whatIsAlwaysPutOffIsGivenUpAfterTheLastPause() {
        SERVER.answerRecipients("451 4.3.0 not now");
        returned();
        World.await(() -> "FAILED".equals(course().get("state")));
        assertThat(course().get("fault")).isEqualTo("GIVEN_UP");
        assertThat(course().getInteger("attempts")).isEqualTo(4);
        assertThat(taken()).isEmpty();
    }
}

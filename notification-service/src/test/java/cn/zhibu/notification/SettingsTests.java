package cn.zhibu.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Each person's own settings; without a mail server the product says that mail is off. */
@ServiceTest
class SettingsTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private Client one;
    private Client other;

    @BeforeEach
    void twoPeople() {
        var tenant = world.bureau();
        one = new Client(http, "/api/notification/v1", Tokens.of(tenant, "one"));
        other = one.as(Tokens.of(tenant, "other"));
    }

    private static Map<String, Object> wanted(String from, String to, String... kinds) {
        var body = new HashMap<String, Object>();
        body.put(
                "kinds",
                Stream.of(kinds)
                        .map(kind -> Map.of("kind", kind, "inbox", true, "mail", false))
                        .toList());
        body.put("rhythm", "DAILY");
        body.put("digestAt", "18:30");
        body.put("quietFrom", from);
        body.put("quietTo", to);
        body.put("language", "EN");
        return body;
    }

    private static final String[] ALL = {"DUTIES", "REPORT_STEPS", "REPORTS_WAITING", "TERMS"};

    @Test
    void whatIsUsualHoldsUntilSomebodyChangesTheirOwn() {
        var usual = one.get("/settings");
        assertThat(usual.expect(200).get("kinds"))
                .allSatisfy(kind -> assertThat(kind.get("inbox").asBoolean()).isTrue());
        assertThat(usual.body().get("quietFrom").asString()).isEqualTo("22:00");
        var changed = one.put("/settings", String.valueOf(usual.tag()), wanted(null, null, ALL));
        assertThat(changed.expect(200).get("digestAt").asString()).isEqualTo("18:30");
        assertThat(one.get("/settings").expect(200)).isEqualTo(changed.body());
        assertThat(one.put("/settings", String.valueOf(usual.tag()), wanted(null, null, ALL))
                        .refusal())
                .startsWith("412 VERSION_OUTDATED");
        assertThat(other.get("/settings").expect(200)).isEqualTo(usual.body());
    }

    @Test
    void faultsAreNamedAtTheirFields() {
        assertThat(one.put("/settings", "\"0\"", wanted("22:00", null, ALL)).refusal())
                .isEqualTo("422 QUIET_WITHOUT_END /quietTo:QUIET_WITHOUT_END");
        assertThat(one.put("/settings", "\"0\"", wanted("22:00", "22:00", ALL)).refusal())
                .isEqualTo("422 QUIET_ALL_DAY /quietTo:QUIET_ALL_DAY");
        assertThat(one.put("/settings", "\"0\"", wanted("25:00", "07:00", ALL)).refusal())
                .contains(" /quietFrom:");
        assertThat(one.put("/settings", "\"0\"", wanted(null, null, "DUTIES", "DUTIES"))
                        .refusal())
                .isEqualTo("422 KIND_MISSING /kinds:KIND_MISSING");
        assertThat(one.put("/settings", "\"0\"", Map.of()).refusal())
                .contains("/kinds:", "/rhythm:", "/digestAt:", "/language:");
    }

    @Test
    void withoutAMailServerMailIsOffAndEverythingElseWorks() {
        var address = one.get("/address").expect(200);
        assertThat(address.get("mail").asBoolean()).isFalse();
        assertThat(one.post("/address", Map.of("address", "one@school.example")).refusal())
                .isEqualTo("409 MAIL_OFF");
        assertThat(one.post("/address/confirmation", Map.of("code", "123456")).refusal())
                .isEqualTo("409 NOTHING_TO_CONFIRM");
        assertThat(one.post("/address/removal", Map.of())
                        .expect(200)
                        .get("mail")
                        .asBoolean())
                .isFalse();
        assertThat(List.of(one.get("/notices").expect(200).get("total").asInt()))
                .containsExactly(0);
    }
}

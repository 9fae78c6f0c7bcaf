package cn.zhibu.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.World;
import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.security.Seals;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A report waits for two reviewers who want mail. Wherever a replica dies on the way, and however many replicas are at it,
 * each is told once: one notice, one message. Only who dies between the mail server's word and its own note leaves a
 * message to be sent again, and that one bears the same Message-ID.
 */
@ServiceTest
class CrashTests {

    /** How long a message stays in the hands of one who died. */
    private static final String BRIEF = "5s";

    /** Longer than a slow machine takes to hand over a message: nobody else takes it meanwhile. */
    private static final String LONG = "2m";

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    static {
        MAIL.start();
    }

    /** This process knows of mail and sends none itself. */
    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry properties) {
        properties.add("zhibu.mail.host", () -> "127.0.0.1");
        properties.add("zhibu.mail.from", () -> "zhibu@bureau.example");
        properties.add("zhibu.mail.every", () -> "1h");
        properties.add("zhibu.reminders.every", () -> "1h");
    }

    @TempDir
    Path folder;

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    @Autowired
    private Changes changes;

    @Autowired
    private Seals seals;

    private String tenant;
    private String mark;

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @BeforeEach
    void aReportThatWaits() {
        tenant = world.bureau();
        mark = UUID.randomUUID().toString().substring(0, 8);
        var branch = UUID.randomUUID().toString();
        for (var reviewer : List.of("anna", "bert")) {
            world.grant(tenant, reviewer, "REVIEWER", tenant, List.of(tenant));
            Seeds.always(http, tenant, reviewer, List.of("REPORTS_WAITING"));
        }
        var report = UUID.randomUUID().toString();
        world.send(
                tenant,
                "report.events",
                "report.submitted.v1",
                report,
                Map.of(
                        "report",
                        report,
                        "unit",
                        branch,
                        "ancestors",
                        List.of(tenant, branch),
                        "year",
                        2025,
                        "round",
                        1,
                        "author",
                        "sec"));
        World.await(() -> world.exists(tenant, "reminder_reports_v1", report));
        World.await(() -> world.documents(tenant, "notices").size() == 2);
        for (var reviewer : List.of("anna", "bert")) {
            Seeds.confirmed(changes, seals, tenant, reviewer, reviewer + mark + "@school.example");
        }
    }

    private List<MimeMessage> received() {
        var mine = new ArrayList<MimeMessage>();
        for (var message : MAIL.getReceivedMessages()) {
            if (recipient(message).contains(mark)) {
                mine.add(message);
            }
        }
        return mine;
    }

    private static String recipient(MimeMessage message) {
        try {
            return Arrays.toString(message.getAllRecipients());
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private boolean settled() {
        var deliveries = world.documents(tenant, "deliveries");
        return deliveries.size() == 2
                && deliveries.stream()
                        .allMatch(each ->
                                "SENT".equals(each.get("course", Document.class).get("state")));
    }

    /** A process has to start first, on a machine that may be busy. */
    private static void patiently(BooleanSupplier condition) {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            assertThat(i).as("it comes about in time").isLessThan(1200);
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        }
    }

    private long reminders() {
        return world.documents(tenant, "notices").stream()
                .filter(notice -> "REVIEW_WAITS".equals(notice.getString("what")))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"after-notice, 2", "before-wake, 2", "after-claim, 2", "after-mail, 4"})
    void whereverAReplicaDiesTheNextOneGoesOn(String window, int atMost) {
        try (var doomed = ServiceChild.start(folder.resolve("doomed.log"), MAIL, window, BRIEF)) {
            assertThat(doomed.died()).as("it died at " + window).isTrue();
        }
        try (var heir = ServiceChild.start(folder.resolve("heir.log"), MAIL, "", BRIEF)) {
            patiently(() -> !world.documents(tenant, "reminders").isEmpty() && settled());
        }
        assertThat(reminders()).as("one notice each").isEqualTo(2);
        assertThat(world.documents(tenant, "reminders")).hasSize(1);
        var received = received();
        assertThat(received).hasSizeBetween(2, atMost);
        var ids = new HashSet<String>();
        received.forEach(message -> ids.add(id(message)));
        assertThat(ids).as("one message each, by its id").hasSize(2);
    }

    @Test
    void twoReplicasAtOnceTellOnce() {
        try (var one = ServiceChild.start(folder.resolve("one.log"), MAIL, "", LONG);
                var two = ServiceChild.start(folder.resolve("two.log"), MAIL, "", LONG)) {
            patiently(() -> !world.documents(tenant, "reminders").isEmpty() && settled());
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000_000L);
        }
        assertThat(reminders()).isEqualTo(2);
        assertThat(received()).hasSize(2);
        assertThat(world.documents(tenant, "deliveries"))
                .allSatisfy(
                        each -> assertThat(each.get("course", Document.class).getInteger("attempts"))
                                .isEqualTo(1));
    }
}

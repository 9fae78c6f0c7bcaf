package cn.zhibu.activity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.Client;
import cn.zhibu.kit.ServiceTest;
import cn.zhibu.kit.TestStack;
import cn.zhibu.kit.Tokens;
import cn.zhibu.kit.World;
import com.drew.imaging.ImageMetadataReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Photos and papers find their way to a record, and only to those who may read it. */
@ServiceTest
class EvidenceJourneyTests {

    @Autowired
    private WebTestClient http;

    @Autowired
    private World world;

    private final JsonMapper json = JsonMapper.builder().build();
    private String tenant;
    private String branch;
    private String elsewhere;
    private Client secretary;
    private Client reviewer;
    private Client neighbour;

    @BeforeEach
    void aBureauWithTwoBranches() {
        tenant = world.bureau();
        branch = branch();
        elsewhere = branch();
        world.grant(tenant, "sec", "SECRETARY", branch, List.of(tenant, branch));
        world.grant(tenant, "next", "SECRETARY", elsewhere, List.of(tenant, elsewhere));
        world.grant(tenant, "rev", "REVIEWER", tenant, List.of(tenant));
        secretary = new Client(http, "/api/activity/v1", Tokens.of(tenant, "sec"));
        neighbour = secretary.as(Tokens.of(tenant, "next"));
        reviewer = secretary.as(Tokens.of(tenant, "rev"));
    }

    private String branch() {
        var id = UUID.randomUUID().toString();
        var body = Map.of(
                "unit", id, "parent", tenant, "kind", "BRANCH", "ancestors", List.of(tenant, id), "from", "2015-01-01");
        world.send(tenant, "member.events", "unit.created.v1", id, body);
        World.await(() -> world.exists(tenant, "directory_units_v1", id));
        return id;
    }

    private record Sent(int status, JsonNode body) {

        String refusal() {
            var error = body.path("errors").path(0);
            return status + " " + body.path("code").asString() + " "
                    + error.path("pointer").asString("");
        }

        String id() {
            assertThat(status).as(body.toString()).isEqualTo(201);
            return body.get("id").asString();
        }
    }

    private Sent send(String who, String unit, String name, byte[] content, String key, String language) {
        var disposition = ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
        var result = http.post()
                .uri("/api/activity/v1/evidence?unit=" + unit)
                .header("Authorization", "Bearer " + Tokens.of(tenant, who))
                .header("Idempotency-Key", key)
                .header("Accept-Language", language)
                .header("Content-Disposition", disposition.toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(content)
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        return new Sent(result.getStatus().value(), json.readTree(Objects.requireNonNull(result.getResponseBody())));
    }

    private Sent send(String name, byte[] content) {
        return send("sec", branch, name, content, UUID.randomUUID().toString(), "zh-CN");
    }

    private EntityExchangeResult<byte[]> fetch(String who, String path) {
        return http.get()
                .uri("/api/activity/v1/evidence/" + path)
                .header("Authorization", "Bearer " + Tokens.of(tenant, who))
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
    }

    @Test
    void whatABrowserHasKeptIsShownOnlyToThoseWhoMayStillSeeIt() {
        var photo = send("a.jpg", SampleFiles.photo(80, 60, 1)).id();
        for (var part : List.of("/content", "/thumbnail")) {
            var first = fetch("sec", photo + part);
            assertThat(first.getResponseHeaders().getCacheControl())
                    .contains("no-cache")
                    .contains("private")
                    .doesNotContain("max-age");
            var tag = Objects.requireNonNull(first.getResponseHeaders().getETag());
            assertThat(again("sec", photo + part, tag)).isEqualTo(304);
            assertThat(again("next", photo + part, tag)).isEqualTo(404);
            assertThat(again("sec", photo + part, "\"other\"")).isEqualTo(200);
        }
    }

    private int again(String who, String path, String tag) {
        return http.get()
                .uri("/api/activity/v1/evidence/" + path)
                .header("Authorization", "Bearer " + Tokens.of(tenant, who))
                .header("If-None-Match", tag)
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getStatus()
                .value();
    }

    private Map<String, Object> record(Object evidence) {
        return Map.of(
                "unit",
                branch,
                "kind",
                "pairing-assistance",
                "date",
                "2025-05-20",
                "values",
                Map.of("partner", Map.of("name", "临湖镇幼儿园"), "form", "money", "amount", 100),
                "evidence",
                evidence);
    }

    @Test
    void aPhotoIsKeptWithoutPlaceAndCameraAndTheRightWayUp() throws Exception {
        var sent = send("张三 慰问.JPG", SampleFiles.photo(400, 200, 6));
        var view = sent.body();
        assertThat(sent.status()).as(view.toString()).isEqualTo(201);
        assertThat(view.get("name").asString()).isEqualTo("张三 慰问.jpg");
        assertThat(view.get("type").asString()).isEqualTo("image/jpeg");
        assertThat(view.get("width").asInt()).isEqualTo(200);
        assertThat(view.get("height").asInt()).isEqualTo(400);
        for (var part : List.of("/content", "/thumbnail")) {
            var bytes = Objects.requireNonNull(fetch("sec", sent.id() + part).getResponseBody());
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("SECRET");
            for (var directory : ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes))
                    .getDirectories()) {
                assertThat(directory.getName()).isIn("JPEG", "JFIF", "Huffman", "File Type");
            }
            var image = ImageIO.read(new ByteArrayInputStream(bytes));
            assertThat(image.getHeight()).isEqualTo(2 * image.getWidth());
            // turned to the right: what was on the left is on top
            assertThat(image.getRGB(image.getWidth() / 2, 5) & 0xFF0000).isGreaterThan(0xC00000);
            assertThat(image.getRGB(image.getWidth() / 2, image.getHeight() - 5) & 0xFF)
                    .isGreaterThan(0xC0);
        }
        assertThat(ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(
                                fetch("sec", sent.id() + "/thumbnail").getResponseBody())))
                        .getHeight())
                .isEqualTo(320);
    }

    @Test
    void aLargePhotoIsMadeSmallerAndASmallOneIsNotMadeLarger() {
        var large = send("a.jpg", SampleFiles.picture("jpg", 5200, 3900)).body();
        assertThat(large.get("width").asInt()).isEqualTo(2560);
        assertThat(large.get("height").asInt()).isEqualTo(1920);
        var small = send("b.png", SampleFiles.picture("png", 60, 30)).body();
        assertThat(small.get("width").asInt()).isEqualTo(60);
        assertThat(small.get("type").asString()).isEqualTo("image/png");
    }

    @ParameterizedTest
    @CsvSource({
        "plan.pdf, pdf, application/pdf, plan.pdf",
        "plan.exe, docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document, plan.docx",
        "../../sheet.docx, xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, sheet.xlsx",
        "old, doc, application/msword, old.doc",
        "old.xls, xls, application/vnd.ms-excel, old.xls",
        "wps.doc, short, application/msword, wps.doc",
        "strict.docx, strict, application/vnd.openxmlformats-officedocument.wordprocessingml.document, strict.docx",
        "other.xlsx, other, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, other.xlsx",
        "small.xls, small, application/vnd.ms-excel, small.xls"
    })
    void theContentSaysWhatAFileIs(String name, String what, String type, String kept) {
        var content =
                switch (what) {
                    case "pdf" -> SampleFiles.PDF;
                    case "docx" -> SampleFiles.docx();
                    case "xlsx" -> SampleFiles.xlsx();
                    case "doc" -> SampleFiles.compound("WordDocument");
                    case "short" -> SampleFiles.brokenOff(SampleFiles.compound("WordDocument"));
                    case "strict" -> SampleFiles.strictDocx();
                    case "other" -> SampleFiles.xlsxWithOtherNames();
                    case "small" -> SampleFiles.smallWorkbook();
                    default -> SampleFiles.compound("Workbook");
                };
        var sent = send(name, content);
        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(201);
        assertThat(sent.body().get("type").asString()).isEqualTo(type);
        assertThat(sent.body().get("name").asString()).isEqualTo(kept);
        var fetched = fetch("sec", sent.id() + "/content");
        assertThat(fetched.getResponseBody()).isEqualTo(content);
        assertThat(fetched.getResponseHeaders().getContentDisposition().isAttachment())
                .isTrue();
        assertThat(fetched.getResponseHeaders().getFirst("X-Content-Type-Options"))
                .isEqualTo("nosniff");
        assertThat(fetched.getResponseHeaders().getFirst("Content-Security-Policy"))
                .contains("sandbox");
        assertThat(fetch("sec", sent.id() + "/thumbnail").getStatus().value()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "html, 415 FILE_TYPE_NOT_TAKEN /file",
        "svg, 415 FILE_TYPE_NOT_TAKEN /file",
        "exe, 415 FILE_TYPE_NOT_TAKEN /file",
        "zip, 415 FILE_TYPE_NOT_TAKEN /file",
        "docm, 415 FILE_HAS_MACROS /file",
        "macros, 415 FILE_HAS_MACROS /file",
        "empty, 422 FILE_EMPTY /file",
        "capitals, 415 FILE_HAS_MACROS /file",
        "declared, 415 FILE_HAS_MACROS /file",
        "oldmacros, 415 FILE_HAS_MACROS /file",
        "deep, 415 FILE_HAS_MACROS /file",
        "locked, 415 FILE_LOCKED /file",
        "lockeddoc, 415 FILE_LOCKED /file",
        "lockedxls, 415 FILE_LOCKED /file",
        "heic, 415 FILE_IS_HEIC /file",
        "webp, 415 PICTURE_FORMAT_NOT_TAKEN /file",
        "gif, 415 PICTURE_FORMAT_NOT_TAKEN /file",
        "ofd, 415 PAPER_FORMAT_NOT_TAKEN /file",
        "pptx, 415 PAPER_FORMAT_NOT_TAKEN /file",
        "ppt, 415 PAPER_FORMAT_NOT_TAKEN /file",
        "tornzip, 422 FILE_UNREADABLE /file",
        "tornole, 422 FILE_UNREADABLE /file",
        "half, 422 PICTURE_UNREADABLE /file",
        "bomb, 413 UNPACKS_TOO_LARGE /file",
        "pixels, 413 PICTURE_TOO_LARGE /file",
        "large, 413 FILE_TOO_LARGE /file"
    })
    void whatIsNotTakenIsNamedInBothLanguagesAndLeavesNothingBehind(String what, String refusal) throws IOException {
        var before = kept();
        var arriving = incoming();
        var content = harm(what);
        var chinese = send("sec", branch, "报告.jpg", content, UUID.randomUUID().toString(), "zh-CN");
        var english = send("sec", branch, "报告.jpg", content, UUID.randomUUID().toString(), "en");
        assertThat(chinese.refusal()).isEqualTo(refusal);
        assertThat(english.refusal()).isEqualTo(refusal);
        assertThat(chinese.body().get("detail").asString()).contains("报告.jpg");
        assertThat(english.body().get("detail").asString())
                .contains("报告.jpg")
                .isNotEqualTo(chinese.body().get("detail").asString());
        assertThat(kept()).isEqualTo(before);
        assertThat(incoming()).isEqualTo(arriving);
    }

    /** What lies where files arrive; a process that another test has halted may have left some there. */
    private static Set<Path> incoming() throws IOException {
        try (var all = Files.list(TestStack.files().resolve("incoming"))) {
            return all.collect(Collectors.toSet());
        }
    }

    private List<String> kept() throws IOException {
        var home = TestStack.files().resolve(tenant);
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (var all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .map(Object::toString)
                    .sorted()
                    .toList();
        }
    }

    private static byte[] harm(String what) {
        return switch (what) {
            case "html" -> "<!DOCTYPE html><html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
            case "svg" -> "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
            case "exe" -> "MZ\u0090\0\u0003\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
            case "zip" -> SampleFiles.zip(Map.of("a.txt", new byte[10]));
            case "docm" -> SampleFiles.docm();
            case "macros" -> SampleFiles.compound("WordDocument", "Macros");
            case "capitals" -> SampleFiles.docx("word/VBAPROJECT.BIN");
            case "declared" -> SampleFiles.declaredMacros();
            case "oldmacros" -> SampleFiles.docx("xl/macrosheets/sheet1.xml");
            case "deep" -> SampleFiles.compound("WordDocument", "_vba_project");
            case "locked" -> SampleFiles.compound("EncryptionInfo", "EncryptedPackage");
            case "lockeddoc" -> SampleFiles.lockedWord();
            case "lockedxls" -> SampleFiles.lockedWorkbook();
            case "heic" -> SampleFiles.heic();
            case "webp" -> "RIFF\u0024\0\0\0WEBPVP8 \u0018\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
            case "gif" -> "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1);
            case "ofd" -> SampleFiles.zip(Map.of("OFD.xml", new byte[10], "Doc_0/Document.xml", new byte[10]));
            case "pptx" ->
                SampleFiles.typed(
                        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
                        "ppt/presentation.xml");
            case "ppt" -> SampleFiles.compound("PowerPoint Document");
            case "tornzip" -> java.util.Arrays.copyOf(SampleFiles.docx(), 100);
            case "tornole" -> java.util.Arrays.copyOf(SampleFiles.compound("WordDocument"), 600);
            case "empty" -> new byte[0];
            case "half" -> java.util.Arrays.copyOf(SampleFiles.picture("png", 50, 50), 60);
            case "bomb" -> SampleFiles.bomb();
            case "pixels" -> SampleFiles.boastfulPng(12_000, 12_000);
            default -> java.util.Arrays.copyOf(SampleFiles.PDF, (20 << 20) + 1);
        };
    }

    @Test
    void aRetryMakesNoSecondFileAndAKeyMeansOneContent() {
        var key = UUID.randomUUID().toString();
        var first = send("sec", branch, "a.pdf", SampleFiles.PDF, key, "en");
        assertThat(send("sec", branch, "a.pdf", SampleFiles.PDF, key, "en").id())
                .isEqualTo(first.id());
        assertThat(send("sec", branch, "a.pdf", SampleFiles.docx(), key, "en").refusal())
                .startsWith("422 IDEMPOTENCY_KEY_REUSED");
        var again = send("b.pdf", SampleFiles.PDF);
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(again.body().get("hash")).isEqualTo(first.body().get("hash"));
    }

    @Test
    void aFileBelongsToTheVersionsThatNameItAndToThoseWhoMayReadThem() {
        var photo = send("a.jpg", SampleFiles.photo(80, 60, 1)).id();
        var paper = send("b.pdf", SampleFiles.PDF).id();
        assertThat(fetch("rev", photo + "/content").getStatus().value())
                .as("nothing names it yet")
                .isEqualTo(404);
        var id = secretary
                .post("/records", record(List.of(photo)))
                .expect(201)
                .get("id")
                .asString();
        assertThat(fetch("rev", photo + "/content").getStatus().value()).isEqualTo(200);
        assertThat(fetch("rev", photo).getStatus().value()).isEqualTo(200);
        for (var part : List.of("", "/content", "/thumbnail")) {
            assertThat(fetch("next", photo + part).getStatus().value()).isEqualTo(404);
        }
        assertThat(neighbour.get("/evidence?ids=" + photo).expect(200)).isEmpty();
        var correction = new java.util.HashMap<>(record(List.of(paper)));
        correction.remove("unit");
        correction.remove("kind");
        correction.put("reason", "换成收据");
        assertThat(secretary
                        .put("/records/" + id, "\"0\"", correction)
                        .expect(200)
                        .get("evidence"))
                .hasSize(1);
        correction.remove("evidence");
        assertThat(secretary
                        .put("/records/" + id, "\"1\"", correction)
                        .expect(200)
                        .get("evidence"))
                .as("what is left out is empty")
                .isEmpty();
        secretary.post("/records/" + id + "/withdrawal", Map.of("reason", "误录")).expect(200);
        var versions = reviewer.get("/records/" + id + "/versions").expect(200);
        assertThat(versions.get(0).get("evidence").get(0).asString()).isEqualTo(photo);
        assertThat(reviewer.get("/evidence?ids=" + paper + "," + photo + ",nonsense")
                        .expect(200))
                .extracting(one -> one.get("id").asString())
                .containsExactly(paper, photo);
    }

    private JsonNode elsewhere(String who, String unit, byte[] content) {
        return send(who, unit, "z.jpg", content, UUID.randomUUID().toString(), "en")
                .body()
                .get("elsewhere");
    }

    @Test
    void whoSendsWhatIsAttachedAlreadyIsToldSoAndNotRefused() {
        var photo = SampleFiles.photo(90, 60, 1);
        var first = send("a.jpg", photo);
        assertThat(first.body().get("elsewhere").get("records").asInt()).isZero();
        assertThat(elsewhere("sec", branch, photo).get("records").asInt())
                .as("nothing names it yet")
                .isZero();
        var record = secretary
                .post("/records", record(List.of(first.id())))
                .expect(201)
                .get("id")
                .asString();
        var own = elsewhere("sec", branch, photo);
        assertThat(own.get("records").asInt()).isEqualTo(1);
        assertThat(own.get("shown").get(0).get("kind").asString()).isEqualTo("records");
        assertThat(own.get("shown").get(0).get("id").asString()).isEqualTo(record);
        assertThat(own.get("shown").get(0).get("unit").asString()).isEqualTo(branch);
        var theirs = elsewhere("next", elsewhere, photo);
        assertThat(theirs.get("records").asInt())
                .as("counted for the neighbour, and not named")
                .isEqualTo(1);
        assertThat(theirs.get("shown")).isEmpty();
        assertThat(elsewhere("sec", branch, SampleFiles.photo(91, 60, 1))
                        .get("records")
                        .asInt())
                .isZero();
        assertThat(secretary
                        .get("/evidence/" + first.id())
                        .expect(200)
                        .get("elsewhere")
                        .isNull())
                .as("told at the time of sending alone")
                .isTrue();
    }

    @Test
    void whatWasAboutToNameItAndWasNotSavedIsNotCounted() {
        var first = send("a.pdf", SampleFiles.PDF);
        var wrong = new java.util.HashMap<>(record(List.of(first.id())));
        wrong.put("date", "2999-05-20");
        secretary.post("/records", wrong).expect(422);
        assertThat(elsewhere("sec", branch, SampleFiles.PDF).get("records").asInt())
                .isZero();
    }

    @Test
    void noOtherBureauIsTold() {
        var first = send("a.pdf", SampleFiles.PDF);
        secretary.post("/records", record(List.of(first.id()))).expect(201);
        aBureauWithTwoBranches();
        assertThat(elsewhere("sec", branch, SampleFiles.PDF).get("records").asInt())
                .isZero();
    }

    @Test
    void aRecordCannotNameWhatIsNotTheBranchsOwn() {
        var theirs = send(
                        "next",
                        elsewhere,
                        "a.pdf",
                        SampleFiles.PDF,
                        UUID.randomUUID().toString(),
                        "en")
                .id();
        assertThat(send(
                                "sec",
                                elsewhere,
                                "a.pdf",
                                SampleFiles.PDF,
                                UUID.randomUUID().toString(),
                                "en")
                        .refusal())
                .isEqualTo("422 EVIDENCE_UNIT_NOT_FOUND /unit");
        assertThat(secretary.post("/records", record(List.of(theirs))).refusal())
                .isEqualTo("422 EVIDENCE_GONE /evidence/0:EVIDENCE_GONE");
        assertThat(secretary.post("/records", record(List.of("nonsense"))).refusal())
                .startsWith("422 EVIDENCE_GONE");
        assertThat(secretary.post("/records", record("nonsense")).refusal())
                .startsWith("400 UNREADABLE_BODY /evidence");
        assertThat(send(
                                "rev",
                                branch,
                                "a.pdf",
                                SampleFiles.PDF,
                                UUID.randomUUID().toString(),
                                "en")
                        .status())
                .isEqualTo(403);
        var unnamed = http.post()
                .uri("/api/activity/v1/evidence?unit=" + branch)
                .header("Authorization", "Bearer " + Tokens.of(tenant, "sec"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(SampleFiles.PDF)
                .exchange();
        unnamed.expectStatus().isEqualTo(422);
    }

    @Test
    void meetingsAndRectificationsHaveFilesToo() {
        var member = "m-" + UUID.randomUUID();
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
        var file = send("签到表.xlsx", SampleFiles.xlsx()).id();
        var session = secretary
                .post(
                        "/sessions",
                        Map.of(
                                "unit",
                                branch,
                                "forms",
                                List.of("PARTY_LECTURE"),
                                "date",
                                "2025-03-12",
                                "topic",
                                "党课",
                                "attendance",
                                List.of(Map.of("member", member, "present", true)),
                                "evidence",
                                List.of(file)))
                .expect(201);
        assertThat(session.get("evidence").get(0).asString()).isEqualTo(file);
        var id = session.get("session").get("id").asString();
        assertThat(reviewer.get("/sessions/" + id + "/versions").expect(200)).hasSize(1);
        var survey = secretary
                .post("/surveys", Map.of("unit", branch, "title", "问卷", "opensOn", "2025-04-01"))
                .expect(201);
        var opinion = secretary
                .post(
                        "/surveys/" + survey.get("id").asString() + "/opinions",
                        Map.of("text", "拥堵", "category", "安全", "date", "2025-04-03"))
                .expect(201)
                .get("id")
                .asString();
        var done = secretary
                .post(
                        "/opinions/" + opinion + "/rectification",
                        Map.of("action", "错峰", "on", "2025-04-10", "evidence", List.of(file)))
                .expect(200);
        assertThat(done.get("evidence").get(0).asString()).isEqualTo(file);
        secretary
                .post("/opinions/" + opinion + "/confirmation", Map.of("on", "2025-04-20"))
                .expect(200);
        assertThat(reviewer.get("/opinions/" + opinion).expect(200).get("evidence"))
                .hasSize(1);
    }
}

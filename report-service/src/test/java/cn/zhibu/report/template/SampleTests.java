package cn.zhibu.report.template;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.report.claim.KindergartenFixtures;
import cn.zhibu.report.claim.PrimarySchoolFixtures;
import cn.zhibu.report.content.Content;
import cn.zhibu.words.Language;
import cn.zhibu.words.Words;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kindergarten's and the primary school's whole report as Word files, left in target/ to be looked at. */
class SampleTests {

    private static final Map<String, Words> RULES =
            Map.of("BR-06", new Words("支部党员大会一般每季度召开1次。", "The assembly meets once a quarter."));

    private static final Map<String, String> TOPICS =
            IntStream.rangeClosed(1, 200).boxed().collect(Collectors.toMap(i -> "s" + i, i -> "学习贯彻党的二十届四中全会精神"));

    private static final Signature NURSERY = new Signature(
            new Words("清河区实验幼儿园党支部", "Branch of the Qinghe Experimental Kindergarten"),
            "王芳",
            LocalDate.of(2026, 1, 15));
    private static final Signature SCHOOL =
            new Signature(new Words("中心小学党支部", "Branch of the Central Primary School"), null, null);

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyFigureOfTheReportIsIndexedInTheAnnex(Language language) throws IOException {
        var text = rendered("debriefing", KindergartenFixtures.report(), NURSERY, language);
        assertThat(text).contains(language == Language.ZH ? "80余次（实际85次）" : "(exactly 85 trainings)");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theReportOfATermIsIndexedAsWell(Language language) throws IOException {
        var text = rendered("election", PrimarySchoolFixtures.report(), SCHOOL, language);
        assertThat(text)
                .contains(language == Language.ZH ? "同志们：" : "Comrades:")
                .contains(language == Language.ZH ? "200余万元（实际2,090,000元）" : "(exactly 2,090,000 yuan)");
    }

    /** The clean copy carries no mark and no index; both are left to be looked at. */
    private static String rendered(String template, Content report, Signature signature, Language language)
            throws IOException {
        var outline = CATALOGUE.outline(template).orElseThrow();
        String last = "";
        for (var copy : Copy.values()) {
            var paper = new Papers(CATALOGUE, language, copy, RULES)
                    .paper(new Manuscript(outline, report, signature, LocalDate.of(2025, 12, 31), TOPICS));
            var bytes = new PoiTlRenderer().render(paper);
            Files.write(Path.of("target/sample-" + template + "-" + language + "-" + copy + ".docx"), bytes);
            var figures = report.sentences().stream()
                    .flatMap(sentence -> sentence.text().in(language).stream())
                    .filter(part -> part.figure() != null)
                    .count();
            try (var document = new XWPFDocument(new ByteArrayInputStream(bytes))) {
                assertThat(document.getTables()).hasSize(copy == Copy.EVIDENCE ? (int) figures : 0);
                last = new XWPFWordExtractor(document).getText();
                assertThat(last.contains("[" + figures + "]")).isEqualTo(copy == Copy.EVIDENCE);
                assertThat(last).doesNotContain("BR-06", "{", "}");
            }
        }
        return last;
    }
}

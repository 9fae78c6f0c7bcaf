package cn.zhibu.report.template;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.report.catalogue.CatalogueService.Language;
import cn.zhibu.report.catalogue.CatalogueService.Words;
import cn.zhibu.report.claim.ClaimService.Content;
import cn.zhibu.report.claim.KindergartenFixtures;
import cn.zhibu.report.claim.PrimarySchoolFixtures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kindergarten's and the primary school's whole report as Word files, left in target/ to be looked at. */
class SampleTests {

    private static final Map<String, Words> RULES =
            Map.of("BR-06", new Words("支部党员大会一般每季度召开1次。", "The assembly meets once a quarter."));

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyFigureOfTheReportIsIndexedInTheAnnex(Language language) throws IOException {
        var text = rendered("debriefing", KindergartenFixtures.report(), language);
        assertThat(text).contains(language == Language.ZH ? "80余次（实际85次）" : "(exactly 85 trainings)");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theReportOfATermIsIndexedAsWell(Language language) throws IOException {
        var text = rendered("election", PrimarySchoolFixtures.report(), language);
        assertThat(text)
                .contains(language == Language.ZH ? "同志们：" : "Comrades:")
                .contains(language == Language.ZH ? "200余万元（实际2,090,000元）" : "(exactly 2,090,000 yuan)");
    }

    private static String rendered(String template, Content report, Language language) throws IOException {
        var paper = new Papers(CATALOGUE, language, RULES).paper(template, report, "党支部");
        var bytes = new PoiTlRenderer().render(paper);
        Files.write(Path.of("target/sample-" + template + "-" + language + ".docx"), bytes);
        var figures = report.sentences().stream()
                .flatMap(sentence -> sentence.text().in(language).stream())
                .filter(part -> part.figure() != null)
                .count();
        try (var document = new XWPFDocument(new ByteArrayInputStream(bytes))) {
            assertThat(document.getTables()).hasSize((int) figures);
            var text = new XWPFWordExtractor(document).getText();
            assertThat(text).contains("[" + figures + "]");
            return text;
        }
    }
}

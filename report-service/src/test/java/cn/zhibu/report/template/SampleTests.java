package cn.zhibu.report.template;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.report.catalogue.CatalogueService.Language;
import cn.zhibu.report.catalogue.CatalogueService.Words;
import cn.zhibu.report.claim.KindergartenFixtures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kindergarten's whole report as a Word file, left in target/ to be looked at. */
class SampleTests {

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyFigureOfTheReportIsIndexedInTheAnnex(Language language) throws IOException {
        var report = KindergartenFixtures.report();
        var rules = Map.of("BR-06", new Words("支部党员大会一般每季度召开1次。", "The assembly meets once a quarter."));
        var paper = new Papers(CATALOGUE, language, rules).paper("debriefing", report, "实验幼儿园党支部");
        var bytes = new PoiTlRenderer().render(paper);
        Files.write(Path.of("target/sample-" + language + ".docx"), bytes);
        var figures = report.sentences().stream()
                .flatMap(sentence -> sentence.text().in(language).stream())
                .filter(part -> part.figure() != null)
                .count();
        try (var document = new XWPFDocument(new ByteArrayInputStream(bytes))) {
            assertThat(document.getTables()).hasSize((int) figures);
            assertThat(new XWPFWordExtractor(document).getText())
                    .contains("[" + figures + "]", language == Language.ZH ? "80余次（实际85次）" : "(exactly 85 trainings)");
        }
    }
}

package cn.zhibu.report.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A title is broken between words and never inside one. */
class TitleLinesTests {

    private static final String DEBRIEFING = "{unit}|书记|{year}年度|抓基层|党建工作|述职报告";
    private static final String ELECTION = "{unit}|换届选举|工作报告";

    @ParameterizedTest
    @CsvSource({
        "实验幼儿园党支部书记2025年度抓基层党建工作述职报告,实验幼儿园党支部书记2025年度/抓基层党建工作述职报告",
        "清河区实验幼儿园党支部书记2025年度抓基层党建工作述职报告,清河区实验幼儿园党支部书记/2025年度抓基层党建工作述职报告"
    })
    void theLinesAreAboutEvenAndBrokenAtWords(String title, String lines) {
        assertThat(TitleLines.broken(DEBRIEFING, title).replace('\n', '/')).isEqualTo(lines);
    }

    @Test
    void whatFitsStaysOnOneLine() {
        assertThat(TitleLines.broken(ELECTION, "中心小学党支部换届选举工作报告")).isEqualTo("中心小学党支部换届选举工作报告");
    }

    @Test
    void aTitleOfAnotherFormIsLeftToTheMargin() {
        var title = "关于某某单位在某个年度里面所做的许多工作的一份很长的报告";
        assertThat(TitleLines.broken(DEBRIEFING, title)).isEqualTo(title);
    }

    @Test
    void anEnglishTitleIsBrokenAtBlanks() {
        var title =
                "Report of the secretary of Branch of the Qinghe Experimental Kindergarten on Party building in 2025";
        var lines = List.of(TitleLines.broken("{unit}", title).split("\n"));
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(TitleLines.width(line)).isBetween(10.0, 19.0));
        assertThat(String.join(" ", lines)).isEqualTo(title);
    }

    /** Whatever a unit is called: nothing is lost, no line is too long or too short, and every break is one of the words'. */
    @Test
    void namesOfAnyLengthAreBrokenAtTheirWords() {
        var places = List.of("清河区", "长河县", "云山镇", "湖滨街道", "");
        var schools = List.of("实验", "第一", "中心", "外国语", "民族团结");
        var kinds = List.of("幼儿园", "小学", "九年一贯制学校", "特殊教育学校");
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var name = pick(places, random) + pick(places, random) + pick(schools, random) + pick(kinds, random);
            var title = name + "党支部书记2025年度抓基层党建工作述职报告";
            var lines = List.of(TitleLines.broken(DEBRIEFING, title).split("\n"));
            assertThat(String.join("", lines)).isEqualTo(title);
            assertThat(lines)
                    .as(title)
                    .allSatisfy(line -> assertThat(TitleLines.width(line)).isBetween(5.0, 19.0));
            assertThat(lines.stream().skip(1))
                    .allMatch(line -> line.matches("(党支部|书记|2025|抓基层|党建|述职|清河|长河|云山|湖滨|实验|第一|中心|外国|民族).*"));
        }
    }

    private static String pick(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}

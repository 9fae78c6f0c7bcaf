package cn.zhibu.report.claim;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static java.util.Map.of;

import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.fact.FactFixtures;
import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** A primary school's term as its secretary would have written it down, row by row of primary-school.tsv (names invented). */
public final class PrimarySchoolFixtures {

    static final LocalDate FROM = LocalDate.of(2022, 9, 1);
    static final Period TERM = new Period(FROM, LocalDate.of(2025, 8, 31), 3);

    private PrimarySchoolFixtures() {}

    /** The whole report as it reads. */
    public static Content report() {
        var unit = new Words("中心小学党支部", "Branch of the Central Primary School");
        var own = OwnWords.of(CATALOGUE, "PRIMARY", unit, "长河县教育局");
        var display = new Display(CATALOGUE, id -> Optional.empty(), own);
        var sentences = new Sentences(CATALOGUE, display, rules -> 0);
        var branch = branch().found();
        var variables = new HashMap<>(own.words());
        variables.put("unit", unit);
        variables.put("from", new Words("2022年9月", "September 2022"));
        variables.put("until", new Words("2025年8月", "August 2025"));
        return new Composer(CATALOGUE, claim -> sentences.of(claim, branch, TERM), variables)
                .compose(CATALOGUE.outline("election").orElseThrow());
    }

    static FactFixtures branch() {
        var facts = new FactFixtures();
        overview(facts);
        learning(facts);
        organisation(facts);
        conduct(facts);
        education(facts);
        outlook(facts);
        return facts;
    }

    private static String day(int days) {
        return FROM.plusDays(days).toString();
    }

    /** S01 to S03; the term before and the one after do not count. */
    private static void overview(FactFixtures facts) {
        facts.committee("before", "2019-08-28", 3);
        facts.committee("this", FROM.toString(), 3);
        facts.committee("next", "2025-09-04", 3);
        for (int honour = 1; honour <= 11; honour++) {
            honour(facts, day(80 * honour), "unit", "COUNTY", "平安校园" + honour);
        }
        honour(facts, "2022-08-31", "unit", "PROVINCE", "上一届的荣誉");
        honour(facts, day(300), "branch", "COUNTY", "优秀党支部");
        honour(facts, day(301), "branch", "TOWN", "优秀党支部");
        honour(facts, day(660), "branch", "TOWN", "优秀党支部");
    }

    private static void honour(FactFixtures facts, String date, String holder, String level, String title) {
        facts.record("honour", date, of("holder", holder, "category", "title", "level", level, "title", title));
    }

    /** S04, S05 */
    private static void learning(FactFixtures facts) {
        var forms = List.of("reading", "deeds-report", "film", "lecture", "discussion");
        var audiences = List.of("team", "members", "staff");
        for (int session = 0; session < 38; session++) {
            var values = new HashMap<String, Object>(of(
                    "topic", "专题" + session, "form", forms.get(session % 5), "audience", audiences.get(session % 3)));
            values.put("hours", 2);
            values.put("notebooks", session % 3 == 1);
            facts.record("study-session", day(28 * session), values);
        }
        for (var name : List.of("学习先进典型", "保持党员先进性", "师德师风", "学习实践科学发展观")) {
            facts.record("study-campaign", day(120), of("name", name));
        }
    }

    /** S06 to S09; a person who moves on to the next stage is still one person. */
    private static void organisation(FactFixtures facts) {
        for (int year = 0; year < 3; year++) {
            var day = day(365 * year + 100);
            facts.record("joint-decision", day, of("matter", "重大事项" + year, "body", "支部委员会与校长办公会联席会议"));
            facts.record("democratic-life", day, of("theme", "专题民主生活会"));
            facts.session(day, List.of("ORG_LIFE_MEETING", "MEMBER_APPRAISAL"), of("present", 11));
            facts.record("staff-appraisal", day, of("year", 2023 + year, "staff", 40, "attendance", true));
        }
        facts.record("staff-appraisal", day(900), of("year", 2025, "staff", 2, "attendance", true));
        facts.record("member-development", day(200), of("candidate", "JS07", "stage", "backbone", "method", "staff"));
        facts.record(
                "member-development",
                day(700),
                of("candidate", "JS07", "stage", "candidate", "method", "organisation"));
    }

    /** S10 to S14 */
    private static void conduct(FactFixtures facts) {
        facts.record("donation", day(30), of("cause", "地震灾区", "amount", 2180));
        facts.record("special-dues", day(33), of("occasion", "抗震救灾", "amount", 1000));
        for (int year = 0; year < 3; year++) {
            facts.record("celebration", day(365 * year + 303), of("occasion", "“七一”"));
            facts.record("democratic-review", day(365 * year + 104), of("subject", "领导班子"));
        }
        facts.record("pledge", day(150), of("subject", "党风廉政建设", "form", "letter"));
        facts.record("pledge", day(170), of("subject", "制止“小金库”", "form", "pledge"));
        for (int quarter = 0; quarter < 13; quarter++) {
            var category = quarter % 2 == 0 ? "school" : "party";
            facts.record(
                    "disclosure",
                    day(80 * quarter),
                    of("content", "公开事项", "category", category, "scope", "unit", "reviewed", true));
        }
    }

    /** S15 to S20 */
    private static void education(FactFixtures facts) {
        var contests = List.of("lesson", "composition", "mathematics");
        for (int contest = 0; contest < 8; contest++) {
            facts.record(
                    "teaching-award",
                    day(120 * contest),
                    of("contest", contests.get(contest % 3), "title", "竞赛", "level", "COUNTY", "awards", 4));
        }
        var categories = List.of("building", "equipment", "books", "environment");
        for (int item = 0; item < 13; item++) {
            facts.record(
                    "investment",
                    day(60 * item),
                    of("item", "设施" + item, "category", categories.get(item % 4), "amount", 160_000));
        }
        facts.record("investment", day(1000), of("item", "设施0", "category", "building", "amount", 10_000));
        for (int person = 1; person <= 15; person++) {
            var level = person <= 2 ? "PROVINCE" : "CITY";
            var title = person <= 2 ? "教学能手" : "教学骨干";
            facts.record("talent", day(50 * person), of("staffNumber", "JS" + person, "title", title, "level", level));
        }
        for (var theme : List.of("文明礼仪", "良好习惯养成", "心理健康")) {
            facts.record("moral-education", day(500), of("theme", theme));
        }
    }

    /** S21 to S23; what belongs to single years only is not the term's. */
    private static void outlook(FactFixtures facts) {
        for (var text : List.of("有时以行政代党建", "党建工作思路和方法创新不够")) {
            facts.record("problem", "2025-06-20", of("year", 2025, "text", text, "ofTerm", true));
        }
        facts.record("problem", "2024-12-10", of("year", 2024, "text", "年度问题"));
        for (var text : List.of("抓好一个建设", "建好两支队伍", "营造三种氛围")) {
            facts.record("goal", "2025-07-02", of("year", 2026, "text", text, "ofTerm", true));
        }
        facts.record("goal", "2025-12-20", of("year", 2026, "text", "年度目标"));
        election(facts, FROM.toString());
        election(facts, "2025-08-29");
        facts.record("election", "2024-03-01", of("purpose", "by-election", "method", "secret-ballot", "seats", 1));
    }

    private static void election(FactFixtures facts, String date) {
        facts.record(
                "election",
                date,
                of("purpose", "re-election", "method", "secret-ballot", "seats", 5, "deliberated", true));
    }
}

package cn.zhibu.report.claim;

import static cn.zhibu.report.fact.FactFixtures.CATALOGUE;
import static java.util.Map.entry;
import static java.util.Map.of;

import cn.zhibu.report.content.Content;
import cn.zhibu.report.content.Period;
import cn.zhibu.report.fact.FactFixtures;
import cn.zhibu.words.Words;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A kindergarten's year as its secretary would have written it down, row by row of kindergarten.tsv (names invented). */
public final class KindergartenFixtures {

    static final int YEAR = 2025;

    private KindergartenFixtures() {}

    private static final Map<String, Words> NAMES = Map.of(
            "branch", new Words("实验幼儿园党支部", "Branch of the Experimental Kindergarten"),
            "u-42", new Words("清河镇中心幼儿园", "Qinghe Central Kindergarten"));

    /** The whole report as it reads. */
    public static Content report() {
        var own = OwnWords.of(CATALOGUE, null, NAMES.get("branch"), "清河区教育局");
        var display = new Display(CATALOGUE, id -> Optional.ofNullable(NAMES.get(id)), own);
        var perRule = Map.of("BR-06", 4, "BR-09", 12, "BR-12", 12, "BR-24", 4, "BR-22", 12);
        var sentences = new Sentences(
                CATALOGUE,
                display,
                rules -> rules.stream().mapToInt(perRule::get).sum());
        var branch = branch().found();
        var school = school().found();
        var variables = new HashMap<>(own.words());
        variables.put("unit", Objects.requireNonNull(NAMES.get("branch")));
        variables.put("year", new Words("2025", "2025"));
        variables.put("nextYear", new Words("2026", "2026"));
        return new Composer(
                        CATALOGUE,
                        claim -> sentences.of(claim, "school".equals(claim.of()) ? school : branch, Period.year(YEAR)),
                        variables)
                .compose(CATALOGUE.outline("debriefing").orElseThrow());
    }

    static FactFixtures branch() {
        var facts = new FactFixtures();
        orgLife(facts);
        leadership(facts);
        joiningHands(facts);
        growth(facts);
        review(facts);
        return facts;
    }

    /** K28 */
    static FactFixtures school() {
        return new FactFixtures()
                .campus("sub-1", "2019-09-01", "SUB")
                .campus("sub-2", "2021-09-01", "SUB")
                .campus("entrusted-1", "2023-09-01", "ENTRUSTED")
                .campus("old", "2015-09-01", "SUB")
                .campusClosed("old", "2020-07-01")
                .campus("later", "2026-09-01", "SUB");
    }

    /** K01: one committee meeting more than asked, so that it is true that there were more than 32. */
    private static void orgLife(FactFixtures facts) {
        for (int month = 1; month <= 12; month++) {
            var day = LocalDate.of(YEAR, month, 10).toString();
            facts.session(day, List.of("COMMITTEE_MEETING"), of("present", 5));
            facts.session(day, List.of("GROUP_MEETING"), of("groups", List.of("g1", "g2"), "present", 12));
            if (month % 3 == 0) {
                facts.session(day, List.of("BRANCH_ASSEMBLY"), of("present", 14));
                facts.session(day, List.of("PARTY_LECTURE"), of("present", 14, "hours", 2));
            }
        }
        facts.session(YEAR + "-06-25", List.of("COMMITTEE_MEETING"), of("present", 5));
    }

    /** K02, K03 */
    private static void leadership(FactFixtures facts) {
        facts.record("key-task", YEAR + "-08-20", of("name", "幼儿园拆迁重建与安全过渡", "stage", "completed", "meetings", 9));
        for (var theme : List.of("书香校园", "儿童乐园", "绿色校园", "平安校园")) {
            facts.record("contact-point", YEAR + "-03-01", of("target", "一个园区", "theme", theme));
        }
    }

    /** K04 to K13 */
    private static void joiningHands(FactFixtures facts) {
        facts.record("dual-entry", YEAR + "-03-20", of("community", of("name", "湖滨社区"), "participants", 14));
        facts.record("volunteer-service", YEAR + "-03-05", of("theme", "学雷锋"));
        for (int visit = 1; visit <= 3; visit++) {
            facts.record("class-visit", YEAR + "-04-0" + visit, of("class", "大一班"));
        }
        facts.survey("survey", YEAR + "-05-01");
        for (int opinion = 1; opinion <= 151; opinion++) {
            facts.opinion("o" + opinion, YEAR + "-05-12", "环境");
            facts.rectified("o" + opinion, opinion % 10 == 0 ? (YEAR + 1) + "-01-09" : YEAR + "-06-30");
        }
        facts.rectified("somebody-elses", YEAR + "-06-30");
        facts.record(
                "pairing-assistance",
                YEAR + "-09-10",
                of("partner", of("name", "临湖镇幼儿园"), "form", "money", "amount", 20000));
        facts.record(
                "pairing-assistance",
                YEAR + "-09-18",
                Map.ofEntries(
                        entry("partner", of("unit", "u-42")),
                        entry("form", "goods"),
                        entry("item", "幼儿图书"),
                        entry("quantity", 250),
                        entry("goodsUnit", "volumes")));
        facts.record("internship", YEAR + "-10-08", of("college", of("name", "南湖学院"), "students", 94));
        facts.record("demonstration", YEAR + "-11-03", of("form", "observation", "topic", "区域游戏", "level", "CITY"));
        facts.record("demonstration", YEAR + "-11-20", of("form", "lesson", "topic", "信息技术", "level", "CITY"));
        for (int partner = 1; partner <= 7; partner++) {
            facts.record(
                    "twinning",
                    YEAR + "-02-1" + partner,
                    of("partner", of("name", "第" + partner + "幼儿园"), "partnerType", "kindergarten"));
        }
        facts.record("twinning", YEAR + "-10-11", of("partner", of("name", "第1幼儿园"), "partnerType", "kindergarten"));
    }

    /** K14 to K22 */
    private static void growth(FactFixtures facts) {
        facts.record("competition", YEAR + "-04-23", of("name", "青年教师才艺大赛", "level", "SCHOOL"));
        for (int training = 0; training < 85; training++) {
            var day = LocalDate.of(YEAR, 1 + training % 12, 1 + training % 28).toString();
            facts.record("training", day, of("topic", "教研", "level", "COUNTY", "attendances", 3));
        }
        person(facts, "t1", "teacher", "CITY", "优秀教师");
        person(facts, "t2", "member", "COUNTY", "优秀共产党员");
        person(facts, "t3", "member", "COUNTY", "优秀共产党员");
        person(facts, "t4", "teacher", "COUNTY", "优秀教育工作者");
        person(facts, "t5", "teacher", "COUNTY", "优秀教师");
        person(facts, "t6", "teacher", "COUNTY", "优秀教师");
        for (int post = 1; post <= 5; post++) {
            person(facts, "p" + post, "pioneer-post", "SCHOOL", "党员先锋岗");
        }
        var levels = List.of("NATIONAL", "PROVINCE", "CITY");
        for (int winner = 1; winner <= 42; winner++) {
            person(facts, "w" + winner, "contest", levels.get(winner % 3), "一等奖");
        }
        person(facts, "w1", "contest", "CITY", "二等奖"); // a second award, not a second person
        facts.record(
                "honour",
                YEAR + "-12-02",
                Map.of(
                        "holder",
                        "work",
                        "category",
                        "art",
                        "level",
                        "CITY",
                        "work",
                        "原创舞蹈《湖光》",
                        "title",
                        "第二届校园艺术节特等奖"));
        facts.record(
                "honour",
                YEAR + "-12-05",
                Map.of("holder", "unit", "category", "title", "level", "PROVINCE", "title", "素质教育先进单位"));
    }

    private static void person(FactFixtures facts, String number, String category, String level, String title) {
        facts.record(
                "honour",
                YEAR + "-09-09",
                Map.of(
                        "holder",
                        "person",
                        "category",
                        category,
                        "level",
                        level,
                        "title",
                        title,
                        "staffNumber",
                        number));
    }

    /** K23 to K27 */
    private static void review(FactFixtures facts) {
        for (int i = 1; i <= 6; i++) {
            facts.record("problem", YEAR + "-12-1" + i, of("year", YEAR, "text", "问题" + i));
            facts.record("measure", YEAR + "-12-2" + i, of("year", YEAR + 1, "text", "措施" + i));
        }
        for (int i = 1; i <= 4; i++) {
            facts.record(
                    "cause",
                    YEAR + "-12-1" + i,
                    of("year", YEAR, "text", "原因" + i, "nature", i < 3 ? "subjective" : "objective"));
        }
        facts.record("study-visit", (YEAR + 1) + "-01-06", of("host", of("name", "省级一类幼儿园"), "focus", "园所管理"));
        facts.record(
                "institution-building", YEAR + "-12-28", of("name", "幼儿园管理制度", "act", "compiled", "stage", "planned"));
    }
}

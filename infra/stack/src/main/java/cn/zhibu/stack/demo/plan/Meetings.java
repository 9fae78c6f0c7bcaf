package cn.zhibu.stack.demo.plan;

import cn.zhibu.stack.demo.plan.Plan.Attendance;
import cn.zhibu.stack.demo.plan.Plan.Branch;
import cn.zhibu.stack.demo.plan.Plan.Meeting;
import cn.zhibu.stack.demo.plan.Plan.Member;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a branch holds in the last full year and in the one that runs, up to today: assembly and lecture by quarter,
 * committee, groups and theme Party day by month, organisational life and appraisal at the end of the year; less the
 * gaps its data names. A branch that does not write each meeting down by itself writes one record a month.
 */
final class Meetings {

    private static final String ASSEMBLY = "BRANCH_ASSEMBLY";
    private static final String COMMITTEE = "COMMITTEE_MEETING";
    private static final String GROUP = "GROUP_MEETING";
    private static final String LECTURE = "PARTY_LECTURE";
    private static final String THEME = "THEME_PARTY_DAY";
    private static final String LIFE = "ORG_LIFE_MEETING";
    private static final String APPRAISAL = "MEMBER_APPRAISAL";
    private static final java.util.Set<String> COUNTED = java.util.Set.of(ASSEMBLY, COMMITTEE, GROUP, LECTURE);
    private static final int MONTHS = 12;
    private static final int QUARTER = 3;
    private static final int DECEMBER = 12;

    private final Source source;
    private final Branch branch;
    private final Dates dates;
    private final Random random;
    private final List<Meeting> meetings = new ArrayList<>();

    Meetings(Source source, Branch branch, Dates dates) {
        this.source = source;
        this.branch = branch;
        this.dates = dates;
        this.random = new Random((branch.key() + ".meetings").hashCode());
    }

    List<Meeting> planned() {
        for (int year = dates.reported(); year <= dates.running(); year++) {
            for (int month = 1; month <= MONTHS; month++) {
                month(year, month);
            }
            yearEnd(year);
        }
        extra();
        beforeTheYears();
        return meetings;
    }

    /** S07: the organisational-life meetings of the term in the years before the ones told here. */
    private void beforeTheYears() {
        if (branch.key().equals(source.primary().branch())) {
            var term = dates.term(source.primary().years());
            for (int year = term.from().getYear(); year < Math.min(term.until().getYear(), dates.reported()); year++) {
                var day = LocalDate.of(year, DECEMBER, 26);
                hold(
                        List.of(LIFE),
                        day,
                        year + "年" + String.join("", source.rhythm().lifeMeetings()),
                        branch.on(day));
            }
        }
    }

    private void month(int year, int month) {
        int quarter = (month - 1) / QUARTER + 1;
        boolean quarterly = month % QUARTER == 0;
        var together = new ArrayList<String>();
        if (held(THEME, year, month)) {
            together.add(THEME);
        }
        // An assembly and a lecture are held on the theme Party day of the quarter's second and third month.
        if (month % QUARTER == 2 && held(ASSEMBLY, year, quarter)) {
            together.add(ASSEMBLY);
        }
        if (quarterly && held(LECTURE, year, quarter)) {
            together.add(LECTURE);
        }
        boolean groups = !branch.groups().isEmpty() && held(GROUP, year, month);
        if (groups && !branch.shape().apart()) {
            together.add(GROUP);
        }
        var day = LocalDate.of(year, month, branch.shape().day());
        if (!together.isEmpty()) {
            hold(together, day, topic(together, month), branch.on(day));
        }
        if (groups && branch.shape().apart()) {
            hold(List.of(GROUP), day.plusDays(8), source.rhythm().groups().get(month - 1), branch.on(day));
        }
        var committee = branch.committeeOn(day);
        if (committee != null && held(COMMITTEE, year, month)) {
            var topic = source.rhythm().committees().get(month - 1);
            hold(List.of(COMMITTEE), day.minusDays(4), topic, seated(committee));
        }
    }

    private void yearEnd(int year) {
        var forms = new ArrayList<String>();
        if (held(LIFE, year, 1)) {
            forms.add(LIFE);
        }
        if (held(APPRAISAL, year, 1)) {
            forms.add(APPRAISAL);
        }
        var day = LocalDate.of(year, DECEMBER, 26);
        if (!forms.isEmpty()) {
            var topic = forms.contains(LIFE)
                    ? source.rhythm().lifeMeetings()
                    : source.rhythm().appraisals();
            hold(forms, day, year + "年" + String.join("", topic), branch.on(day));
        }
    }

    /** K01: the meetings that the year had beyond the regular ones, so that there were more than asked. */
    private void extra() {
        var committee = branch.committee();
        if (committee == null || !branch.key().equals(source.kindergarten().branch())) {
            return;
        }
        var fixture = source.fixtures().stream()
                .filter(row -> row.id().equals("K01"))
                .findFirst()
                .orElseThrow();
        for (int n = 1; n <= fixture.target() - fixture.figure(); n++) {
            var day = LocalDate.of(dates.reported(), 3 + n, 23);
            hold(List.of(COMMITTEE), day, source.rhythm().extraCommittee(), seated(committee));
        }
    }

    private void hold(List<String> forms, LocalDate wanted, String topic, List<Member> expected) {
        var date = Dates.weekday(wanted);
        if (date.isAfter(dates.today()) || date.isBefore(branch.from()) || expected.isEmpty()) {
            return;
        }
        var groups = forms.contains(GROUP) ? groups(date) : List.<String>of();
        var called =
                forms.equals(List.of(GROUP)) && groups.size() < branch.groups().size()
                        ? expected.stream()
                                .filter(member -> groups.contains(member.group()))
                                .toList()
                        : expected;
        var form = forms.get(0);
        meetings.add(new Meeting(
                branch.key() + "." + date + "." + form.toLowerCase(java.util.Locale.ROOT),
                counted(forms, date) ? "K01" : "",
                branch.key(),
                branch.enters(),
                date,
                forms,
                topic,
                Dates.cycled(source.rhythm().places(), random.nextInt(9)),
                forms.contains(LECTURE) ? Integer.valueOf(2) : forms.contains(THEME) ? Integer.valueOf(1) : null,
                called.get(0).key(),
                groups,
                attendance(called),
                Dates.cycled(source.rhythm().resolutions(), random.nextInt(9))));
    }

    private boolean counted(List<String> forms, LocalDate date) {
        return date.getYear() == dates.reported()
                && branch.key().equals(source.kindergarten().branch())
                && forms.stream().anyMatch(COUNTED::contains);
    }

    /** The groups that met; in some months the last one did not. */
    private List<String> groups(LocalDate date) {
        var absent = branch.shape().oneGroupAbsent();
        int back = date.getMonthValue() - dates.today().getMonthValue();
        boolean one = date.getYear() == dates.running() && absent != null && absent.contains(back);
        return one ? branch.groups().subList(0, branch.groups().size() - 1) : branch.groups();
    }

    private List<Attendance> attendance(List<Member> expected) {
        int mayMiss = expected.size() / 4;
        var attendance = new ArrayList<Attendance>();
        for (var member : expected) {
            boolean misses = mayMiss > 0 && !attendance.isEmpty() && random.nextInt(100) < 7;
            if (misses) {
                mayMiss--;
            }
            attendance.add(new Attendance(
                    member.key(), misses ? Dates.cycled(source.rhythm().absences(), random.nextInt(9)) : null));
        }
        return attendance;
    }

    private List<Member> seated(Plan.Committee committee) {
        return branch.members().stream()
                .filter(member -> committee.seats().containsKey(member.key()))
                .toList();
    }

    private String topic(List<String> forms, int month) {
        var rhythm = source.rhythm();
        int quarter = (month - 1) / QUARTER;
        if (forms.contains(ASSEMBLY)) {
            return rhythm.assemblies().get(quarter);
        }
        if (forms.contains(LECTURE)) {
            return rhythm.lectures().get(quarter);
        }
        return forms.contains(THEME)
                ? rhythm.themes().get(month - 1)
                : rhythm.groups().get(month - 1);
    }

    /** @param number month or quarter; 1 for what is asked once a year */
    private boolean held(String form, int year, int number) {
        boolean last = year == dates.reported();
        Map<String, List<Integer>> gaps =
                last ? branch.shape().last() : branch.shape().now();
        if (gaps == null || !gaps.containsKey(form)) {
            return true;
        }
        int month = dates.today().getMonthValue();
        int now = form.equals(ASSEMBLY) || form.equals(LECTURE) ? (month - 1) / QUARTER + 1 : month;
        return !gaps.getOrDefault(form, List.of()).contains(last ? number : number - now);
    }
}

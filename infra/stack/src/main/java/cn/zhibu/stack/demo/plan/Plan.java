package cn.zhibu.stack.demo.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the demo enters, in the order in which it can be entered. Keys name things before they have ids; a value
 * that begins with @ stands for the thing with that key.
 */
public record Plan(LocalDate today, List<Bureau> bureaus, List<Fixture> fixtures, List<Fixture> termFixtures) {

    /** Always the same plan for the same day. */
    public static Plan of(LocalDate today) {
        var source = Source.read();
        var dates = new Dates(today);
        return new Plan(
                today,
                source.bureaus().bureaus().stream()
                        .map(bureau -> bureau(source, bureau, dates))
                        .toList(),
                source.fixtures(),
                source.termFixtures());
    }

    /** The rows whose figures a report must show. */
    public List<Fixture> rows(Report report) {
        return report.from() == null ? fixtures : termFixtures;
    }

    private static Bureau bureau(Source source, Source.Bureau bureau, Dates dates) {
        var units = new Tree(bureau, dates).units();
        var branches = new Branches(source, bureau, dates).branches();
        var meetings = new ArrayList<Meeting>();
        var notes = new ArrayList<Note>();
        var surveys = new ArrayList<Questionnaire>();
        for (var branch : branches) {
            meetings.addAll(new Meetings(source, branch, dates).planned());
            notes.addAll(new Notes(source, branch, dates).planned());
            notes.addAll(new TermNotes(source, branch, dates).planned());
            surveys.addAll(new Surveys(source, branch, dates).planned());
        }
        var reports = bureau.reports().stream()
                .map(report -> report(source, bureau, report, dates))
                .toList();
        return new Bureau(
                bureau.code(), bureau.name(), accounts(bureau), units, branches, meetings, notes, surveys, reports);
    }

    private static Report report(Source source, Source.Bureau bureau, Source.Report report, Dates dates) {
        var term = report.term() == null ? null : dates.term(report.term());
        return new Report(
                report.branch() + (term == null ? ".report" : ".term"),
                report.branch(),
                bureau.code() + "." + report.by(),
                dates.reported(),
                term == null ? null : term.from(),
                report.sample(),
                report.submitted(),
                term == null ? Map.of() : source.primary().texts());
    }

    private static List<Account> accounts(Source.Bureau bureau) {
        return bureau.accounts().stream()
                .map(account -> new Account(
                        bureau.code() + "." + account.user(),
                        account.user(),
                        account.name(),
                        account.role(),
                        account.at() == null ? bureau.code() : Tree.branchKey(bureau, account.at()),
                        account.at() == null ? null : Tree.branchKey(bureau, account.at()) + ".m1",
                        account.says()))
                .toList();
    }

    /** How many things are entered in all. */
    public int size() {
        return bureaus.stream().mapToInt(Bureau::size).sum();
    }

    public record Bureau(
            String code,
            String name,
            List<Account> accounts,
            List<Unit> units,
            List<Branch> branches,
            List<Meeting> meetings,
            List<Note> notes,
            List<Questionnaire> surveys,
            List<Report> reports) {

        public Account administrator() {
            return accounts.get(0);
        }

        /** The bureau itself; every account but the first comes with a grant, every survey is closed. */
        int size() {
            int committees = branches.stream()
                    .mapToInt(branch -> branch.committees().size())
                    .sum();
            int members = branches.stream()
                    .mapToInt(branch -> branch.members().size())
                    .sum();
            int opinions = surveys.stream()
                    .mapToInt(survey -> survey.opinions().size())
                    .sum();
            return 1
                    + 2 * (accounts.size() - 1)
                    + units.size()
                    + committees
                    + members
                    + meetings.size()
                    + notes.size()
                    + 2 * surveys.size()
                    + opinions;
        }
    }

    /** @param unit key of the unit at which the role is held */
    public record Account(
            String key,
            String user,
            String name,
            String role,
            String unit,
            @Nullable String member,
            String says) {}

    /** @param depth 0 directly under the bureau */
    public record Unit(
            String key,
            String parent,
            int depth,
            String kind,
            String name,
            @Nullable String nameEn,
            Traits traits,
            LocalDate from) {}

    public record Traits(
            @Nullable String schoolType,
            @Nullable String campus,
            @Nullable String town,
            @Nullable String leadershipModel,
            int order) {

        static final Traits NONE = new Traits(null, null, null, null, 0);
    }

    /**
     * @param enters key of the account that writes down meetings, and {@code records} of the one for records
     * @param committees oldest first
     */
    public record Branch(
            String key,
            Source.Branch shape,
            LocalDate from,
            String enters,
            String records,
            List<String> groups,
            List<Member> members,
            List<Committee> committees) {

        /** The one in office. */
        public @Nullable Committee committee() {
            return committees.isEmpty() ? null : committees.get(committees.size() - 1);
        }

        @Nullable
        Committee committeeOn(LocalDate day) {
            @Nullable Committee found = null;
            for (var committee : committees) {
                if (!committee.on().isAfter(day)) {
                    found = committee;
                }
            }
            return found;
        }

        /** Who belongs to it on a day. */
        List<Member> on(LocalDate day) {
            return members.stream()
                    .filter(member -> !member.joinedOn().isAfter(day))
                    .toList();
        }
    }

    /** @param convertedOn day on which a probationary member became a full one here */
    public record Member(
            String key,
            String name,
            boolean woman,
            LocalDate born,
            String education,
            boolean full,
            LocalDate joinedOn,
            @Nullable LocalDate convertedOn,
            @Nullable String group) {}

    /** @param seats members' keys with their posts */
    public record Committee(String key, LocalDate on, int termYears, Map<String, String> seats) {}

    public record Meeting(
            String key,
            String row,
            String branch,
            String by,
            LocalDate date,
            List<String> forms,
            String topic,
            String place,
            @Nullable Integer hours,
            String chair,
            List<String> groups,
            List<Attendance> attendance,
            String resolution) {}

    public record Attendance(String member, @Nullable String absence) {}

    /** @param row of the fixture it belongs to, empty for others */
    public record Note(
            String key,
            String row,
            String branch,
            String by,
            String kind,
            LocalDate date,
            Map<String, Object> values) {}

    public record Questionnaire(
            String key,
            String branch,
            String by,
            String title,
            String question,
            LocalDate opensOn,
            LocalDate closesOn,
            List<Opinion> opinions) {}

    public record Opinion(
            String key,
            String text,
            String category,
            LocalDate raisedOn,
            String action,
            LocalDate rectifiedOn,
            LocalDate confirmedOn) {}

    /**
     * @param from first day of the term reported on; without it the year is
     * @param texts what the branch wrote itself, by section
     */
    public record Report(
            String key,
            String branch,
            String by,
            int year,
            @Nullable LocalDate from,
            boolean sample,
            boolean submitted,
            Map<String, String> texts) {}
}

package cn.zhibu.stack.demo.plan;

import cn.zhibu.stack.demo.plan.Plan.Branch;
import cn.zhibu.stack.demo.plan.Plan.Committee;
import cn.zhibu.stack.demo.plan.Plan.Member;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The branches of a bureau with their members and committees. The secretary is always the first member. */
final class Branches {

    private static final List<String> POSTS =
            List.of("SECRETARY", "ORGANISATION", "PUBLICITY", "DISCIPLINE", "DEPUTY_SECRETARY");
    private static final int TERM_YEARS = 3;

    private final Source source;
    private final Source.Bureau bureau;
    private final Dates dates;
    private final Tree tree;
    private final Set<String> names = new HashSet<>();

    Branches(Source source, Source.Bureau bureau, Dates dates) {
        this.source = source;
        this.bureau = bureau;
        this.dates = dates;
        this.tree = new Tree(bureau, dates);
        bureau.accounts().forEach(account -> names.add(account.name()));
    }

    List<Branch> branches() {
        return bureau.places().stream()
                .filter(place -> place.branch() != null)
                .map(place -> branch(place, Objects.requireNonNull(place.branch())))
                .toList();
    }

    private Branch branch(Source.Place place, Source.Branch shape) {
        var key = Tree.branchKey(bureau, place.key());
        var from = tree.founded(shape);
        var groups = new ArrayList<String>();
        for (int group = 1;
                group <= (shape.groups() == null ? 0 : shape.groups().size());
                group++) {
            groups.add(key + ".group" + group);
        }
        var roster = new Roster(key, groups, secretary(place));
        roster.fill(shape, from);
        var writer = bureau.code() + "." + shape.enters();
        var records = shape.records() == null ? writer : bureau.code() + "." + shape.records();
        var committees = committees(key, shape, from, roster.members);
        return new Branch(key, shape, from, writer, records, groups, roster.members, committees);
    }

    /** The secretary with an account of his own is that person in the roster too. */
    private @Nullable String secretary(Source.Place place) {
        return bureau.accounts().stream()
                .filter(account ->
                        place.key().equals(account.at()) && account.role().equals("SECRETARY"))
                .map(Source.Account::name)
                .findFirst()
                .orElse(null);
    }

    /** The committee in office; before it, where a term is over, the one that served it. */
    private List<Committee> committees(String key, Source.Branch shape, LocalDate from, List<Member> members) {
        var wanted = shape.committee();
        if (wanted == null) {
            return List.of();
        }
        var seats = new LinkedHashMap<String, String>();
        for (int seat = 0; seat < wanted.seats(); seat++) {
            var post = POSTS.get(seat);
            seats.put(members.get(seat).key(), post.equals(wanted.vacant()) ? "OTHER" : post);
        }
        if (wanted.afterTerm()) {
            var term = dates.term(TERM_YEARS);
            return List.of(
                    new Committee(key + ".former", term.from(), TERM_YEARS, seats),
                    new Committee(key + ".committee", term.election(), TERM_YEARS, seats));
        }
        var on = Dates.weekday(dates.today().minusMonths(wanted.months()));
        return List.of(new Committee(key + ".committee", Dates.later(on, from.plusDays(20)), TERM_YEARS, seats));
    }

    /** The members of one branch, as they come. */
    private final class Roster {

        private final String key;
        private final List<String> groups;
        private final @Nullable String secretary;
        private final Random random;
        private final List<Member> members = new ArrayList<>();

        Roster(String key, List<String> groups, @Nullable String secretary) {
            this.key = key;
            this.groups = groups;
            this.secretary = secretary;
            this.random = new Random(key.hashCode());
        }

        void fill(Source.Branch shape, LocalDate from) {
            var settledBy = Dates.later(from, LocalDate.of(dates.reported() - 1, 9, 1));
            for (int n = 0; n < shape.full() - shape.converted(); n++) {
                // Those who were there from the first day are the ones on the committee.
                int step = random.nextInt(100);
                step = n < POSTS.size() ? 0 : step;
                add(true, Dates.spread(from, settledBy, step, 100), null);
            }
            for (int n = 0; n < shape.converted(); n++) {
                var joined = LocalDate.of(dates.reported() - 1, 6, 26);
                add(false, joined, joined.plusYears(1).plusDays(4));
            }
            for (int n = 0; n < shape.newcomers(); n++) {
                add(true, dates.today().minusDays(25), null);
            }
            for (int n = 0; n < shape.probationary(); n++) {
                add(false, dates.today().minusMonths(5), null);
            }
        }

        private void add(boolean full, LocalDate joined, @Nullable LocalDate converted) {
            int number = members.size() + 1;
            var known = number == 1 ? secretary : null;
            boolean woman = known == null
                    ? random.nextInt(10) < 7
                    : source.people().women().contains(known.substring(1));
            var born = joined.minusYears(24L + random.nextInt(20)).minusDays(random.nextInt(360));
            members.add(new Member(
                    key + ".m" + number,
                    known == null ? name(woman) : known,
                    woman,
                    born,
                    Dates.cycled(source.people().education(), random.nextInt(8)),
                    full,
                    joined,
                    converted,
                    groups.isEmpty() ? null : Dates.cycled(groups, number - 1)));
        }

        private String name(boolean woman) {
            while (true) {
                var given = woman ? source.people().women() : source.people().men();
                var surname = Dates.cycled(source.people().surnames(), random.nextInt(1000));
                var name = surname + Dates.cycled(given, random.nextInt(1000));
                if (names.add(name)) {
                    return name;
                }
            }
        }
    }
}

package cn.zhibu.stack.demo;

import cn.zhibu.stack.demo.plan.Plan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of the demo's commands, with the ids of what they name. */
final class Bodies {

    private final Journal journal;

    Bodies(Journal journal) {
        this.journal = journal;
    }

    static Map<String, Object> bureau(Plan.Bureau bureau) {
        var first = bureau.administrator();
        return of(
                "code",
                bureau.code(),
                "name",
                bureau.name(),
                "administrator",
                of("username", first.user(), "name", first.name()));
    }

    Map<String, Object> unit(Plan.Unit unit) {
        var traits = unit.traits();
        return of(
                "parent", journal.id(unit.parent()),
                "kind", unit.kind(),
                "name", unit.name(),
                "nameEn", unit.nameEn(),
                "schoolType", traits.schoolType(),
                "campus", traits.campus(),
                "town", traits.town(),
                "leadershipModel", traits.leadershipModel(),
                "order", traits.order(),
                "from", unit.from().toString(),
                "keptSince", unit.from().toString());
    }

    Map<String, Object> member(Plan.Branch branch, Plan.Member member) {
        return of(
                "unit", journal.id(branch.key()),
                "name", member.name(),
                "gender", member.woman() ? "FEMALE" : "MALE",
                "born", member.born().toString(),
                "status", member.full() ? "FULL" : "PROBATIONARY",
                "joinedPartyOn", joinedParty(member).toString(),
                "from", member.joinedOn().toString(),
                "fullOn", member.full() ? joinedParty(member).plusYears(1).toString() : null,
                "group", member.group() == null ? null : journal.id(member.group()),
                "education", member.education());
    }

    /** Who came as a full member joined the Party three years before coming to the branch. */
    private static LocalDate joinedParty(Plan.Member member) {
        return member.full() ? member.joinedOn().minusYears(3) : member.joinedOn();
    }

    Map<String, Object> committee(Plan.Branch branch, Plan.Committee committee) {
        var seats = new ArrayList<Map<String, Object>>();
        committee.seats().forEach((member, post) -> seats.add(of("member", journal.id(member), "post", post)));
        return of(
                "unit", journal.id(branch.key()),
                "on", committee.on().toString(),
                "termYears", committee.termYears(),
                "seats", seats);
    }

    Map<String, Object> account(Plan.Account account) {
        return of(
                "username", account.user(),
                "name", account.name(),
                "member",
                        account.member() == null || !account.role().equals("SECRETARY")
                                ? null
                                : journal.id(account.member()));
    }

    Map<String, Object> grant(Plan.Account account) {
        return of("account", journal.id(account.key()), "role", account.role(), "unit", journal.id(account.unit()));
    }

    Map<String, Object> meeting(Plan.Meeting meeting) {
        var attendance = meeting.attendance().stream()
                .map(each -> of(
                        "member",
                        journal.id(each.member()),
                        "present",
                        each.absence() == null,
                        "reason",
                        each.absence()))
                .toList();
        var item = of("title", meeting.topic(), "kind", "DISCUSSION", "resolution", meeting.resolution());
        return of(
                "unit", journal.id(meeting.branch()),
                "forms", meeting.forms(),
                "date", meeting.date().toString(),
                "topic", meeting.topic(),
                "place", meeting.place(),
                "chair", journal.id(meeting.chair()),
                "hours", meeting.hours(),
                "groups", meeting.groups().stream().map(journal::id).toList(),
                "attendance", attendance,
                "agenda", List.of(item),
                "imported", true);
    }

    Map<String, Object> note(Plan.Note note) {
        return of(
                "unit", journal.id(note.branch()),
                "kind", note.kind(),
                "date", note.date().toString(),
                "values", named(note.values()),
                "imported", true,
                "again", true);
    }

    Map<String, Object> survey(Plan.Questionnaire survey) {
        return of(
                "unit", journal.id(survey.branch()),
                "title", survey.title(),
                "question", survey.question(),
                "opensOn", survey.opensOn().toString(),
                "closesOn", survey.closesOn().toString());
    }

    /** A body with these fields in this order, without those that have no value. */
    static Map<String, Object> of(@Nullable Object... namesAndValues) {
        var body = new LinkedHashMap<String, Object>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            var value = namesAndValues[at + 1];
            if (value != null) {
                body.put(String.valueOf(namesAndValues[at]), value);
            }
        }
        return body;
    }

    /** The values with every @key replaced by the id of what it stands for. */
    private Object named(Object value) {
        if (value instanceof String text && text.startsWith("@")) {
            return journal.id(text.substring(1));
        }
        if (value instanceof Map<?, ?> map) {
            return named(map);
        }
        return value;
    }

    private Map<String, Object> named(Map<?, ?> values) {
        var named = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> named.put(String.valueOf(key), named((Object) value)));
        return named;
    }
}

package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.BEFORE_JOINING;
import static cn.zhibu.member.roster.MemberProblem.BORN_AFTER_JOINING;

import cn.zhibu.member.roster.Person.Identity;
import java.time.LocalDate;
import java.util.List;

/** The spells of one person together. */
final class Spells {

    private Spells() {}

    /** The newest that holds on any day, or else the newest. */
    static Membership last(List<Membership> all) {
        var newest = all.get(all.size() - 1);
        return all.stream()
                .filter(spell -> !spell.none())
                .reduce((one, later) -> later)
                .orElse(newest);
    }

    /** All of them, with this one in the place of the one of its id. */
    static List<Membership> with(List<Membership> all, Membership next) {
        return all.stream()
                .map(spell -> spell.id().equals(next.id()) ? next : spell)
                .toList();
    }

    /** The same where its dates are corrected: the day of a transfer is one day, and moves for both spells. */
    static List<Membership> corrected(List<Membership> all, Membership next) {
        return all.stream().map(spell -> corrected(spell, next)).toList();
    }

    private static Membership corrected(Membership spell, Membership next) {
        if (spell.id().equals(next.id())) {
            return next;
        }
        if (next.id().equals(spell.follows())) {
            return spell.begun(next.until());
        }
        return spell.id().equals(next.follows()) ? handedOver(spell, next.from()) : spell;
    }

    private static Membership handedOver(Membership spell, LocalDate on) {
        if (!on.isAfter(spell.from())) {
            throw BEFORE_JOINING.at("/from", spell.from());
        }
        return spell.ending(on, spell.ending());
    }

    /** Nobody belongs anywhere before birth. */
    static void checkBirth(Identity who, List<Membership> all) {
        var born = who.born();
        for (var spell : all) {
            var joined = spell.joinedParty() == null ? spell.from() : spell.joinedParty();
            if (born != null && !born.isBefore(joined)) {
                throw BORN_AFTER_JOINING.at("/born", joined);
            }
        }
    }

    /** Ids of all units at or above a branch that one of them speaks of. */
    static List<String> reach(List<Membership> all) {
        return all.stream()
                .flatMap(spell -> spell.scope().ancestors().stream())
                .distinct()
                .toList();
    }
}

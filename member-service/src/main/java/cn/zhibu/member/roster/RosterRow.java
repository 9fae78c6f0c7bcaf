package cn.zhibu.member.roster;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Dates;
import cn.zhibu.platform.input.InputFault;
import cn.zhibu.platform.input.Texts;
import cn.zhibu.platform.sheet.Candidate;
import cn.zhibu.process.problem.FieldFault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row of a sheet read as a member's file, with all that is wrong in it by itself.
 *
 * @param branch the unit that the row names, or the one for which the sheet was brought
 * @param draft whole where nothing is wrong
 */
record RosterRow(Candidate row, String branch, MemberService.@Nullable Draft draft, List<FieldFault> faults) {

    private static final int LONGEST = 40;
    private static final Pattern PHONE = Pattern.compile("[0-9+() -]{0,24}");

    /** The identity number, where the row can be read. */
    @Nullable
    String number() {
        return draft == null ? null : draft.identityNumber();
    }

    /** @param below whether rows name their branch */
    static RosterRow read(Candidate row, String unit, boolean below, LocalDate today) {
        return new Reading(row, today).read(unit, below);
    }

    private static final class Reading {

        private final Candidate row;
        private final LocalDate today;
        private final List<FieldFault> faults = new ArrayList<>();

        Reading(Candidate row, LocalDate today) {
            this.row = row;
            this.today = today;
        }

        RosterRow read(String unit, boolean below) {
            var branch = below ? Objects.requireNonNullElse(text(RosterForms.BRANCH, true), "") : unit;
            var name = line("name", true);
            var status = option("status", MemberViews.Status.class, true);
            var gender = option("gender", Person.Gender.class, false);
            var born = day("born", Dated.Of.BIRTH);
            var joined = day("joinedPartyOn", Dated.Of.JOINING);
            var full = day("fullOn", Dated.Of.JOINING);
            var number = number();
            var phone = phone();
            var education = line("education", false);
            var group = text(RosterForms.GROUP, false);
            var from = row.date();
            if (from != null) {
                checked("/date", () -> Dated.Of.JOINING.check(from, today));
            }
            if (name == null || status == null || from == null || !faults.isEmpty()) {
                return new RosterRow(row, branch, null, List.copyOf(faults));
            }
            var identity = new Person.Identity(name, gender, born, null, null, education);
            var dates = new Membership.Dates(from, joined, full, status == MemberViews.Status.FULL);
            var draft = new MemberService.Draft(identity, number, phone, dates, group, row.again());
            return new RosterRow(row, branch, draft, List.of());
        }

        private @Nullable String text(String id, boolean required) {
            var value = row.values().get(id);
            var text = value == null ? null : Texts.read(value.toString());
            if (required && text == null) {
                faults.add(FieldFault.of("/values/" + id, "REQUIRED"));
            }
            return text;
        }

        private @Nullable String line(String id, boolean name) {
            var text = text(id, name);
            if (text != null && Texts.length(text) > LONGEST) {
                faults.add(FieldFault.of("/values/" + id, "TOO_LONG", LONGEST));
            } else if (text != null && text.indexOf('\n') >= 0) {
                faults.add(FieldFault.of("/values/" + id, "NOT_ONE_LINE"));
            } else if (name && text != null && text.codePoints().noneMatch(Character::isLetterOrDigit)) {
                faults.add(FieldFault.of("/values/" + id, "NOT_A_NAME"));
            }
            return text;
        }

        private <E extends Enum<E>> @Nullable E option(String id, Class<E> type, boolean required) {
            var text = text(id, required);
            for (var option : type.getEnumConstants()) {
                if (option.name().equals(text)) {
                    return option;
                }
            }
            if (text != null) {
                faults.add(FieldFault.of("/values/" + id, "NOT_AN_OPTION"));
            }
            return null;
        }

        private @Nullable LocalDate day(String id, Dated.Of of) {
            var text = text(id, false);
            return text == null ? null : checked("/values/" + id, () -> of.check(Dates.read(text), today));
        }

        private @Nullable String number() {
            var text = text("identityNumber", false);
            if (text != null) {
                try {
                    IdentityNumber.of(text, today);
                } catch (cn.zhibu.process.problem.Problem wrong) {
                    faults.add(
                            FieldFault.of("/values/identityNumber", wrong.type().name()));
                }
            }
            return text;
        }

        private @Nullable String phone() {
            var text = text("phone", false);
            if (text != null && !PHONE.matcher(text).matches()) {
                faults.add(FieldFault.of("/values/phone", "WRONG_FORM"));
            }
            return text;
        }

        private @Nullable LocalDate checked(String pointer, java.util.function.Supplier<LocalDate> day) {
            try {
                return day.get();
            } catch (InputFault fault) {
                faults.add(new FieldFault(pointer, fault.code(), fault.args()));
                return null;
            }
        }
    }
}

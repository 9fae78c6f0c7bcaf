package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.IDENTITY_NUMBER_WRONG;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Dates;
import cn.zhibu.platform.input.InputFault;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The 18-character identity number (GB 11643): its last character fits the others and the day of birth in it exists. The
 * older form of 15 digits is taken and written anew. Never stored as it is.
 */
record IdentityNumber(String digits) {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final String CENTURY = "19";
    private static final int AREA = 6;
    private static final int SEX = 16;

    /** @param today nobody is born later */
    static IdentityNumber of(String typed, LocalDate today) {
        var clean = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}-]+", "")
                .toUpperCase(Locale.ROOT);
        var whole = clean.matches("[0-9]{15}") ? renewed(clean) : clean;
        if (!whole.matches("[1-9][0-9]{16}[0-9X]") || whole.charAt(17) != check(whole)) {
            throw IDENTITY_NUMBER_WRONG.at("/identityNumber");
        }
        var number = new IdentityNumber(whole);
        try {
            Dated.Of.BIRTH.check(number.born(), today);
        } catch (InputFault noSuchDay) {
            throw IDENTITY_NUMBER_WRONG.at("/identityNumber");
        }
        return number;
    }

    /** The day of birth that it names. */
    LocalDate born() {
        return Dates.read(digits.substring(6, 10) + "-" + digits.substring(10, 12) + "-" + digits.substring(12, 14));
    }

    Person.Gender gender() {
        return (digits.charAt(SEX) - '0') % 2 == 1 ? Person.Gender.MALE : Person.Gender.FEMALE;
    }

    /** Pointers of what was typed beside it and says otherwise. */
    List<String> contradicted(@Nullable LocalDate born, Person.@Nullable Gender gender) {
        var pointers = new ArrayList<String>();
        if (born != null && !born.equals(born())) {
            pointers.add("/born");
        }
        if (gender != null && gender != gender()) {
            pointers.add("/gender");
        }
        return pointers;
    }

    private static String renewed(String old) {
        var digits = old.substring(0, AREA) + CENTURY + old.substring(AREA);
        return digits + check(digits);
    }

    private static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % CHECKS.length());
    }

    /** What those see who may not see it: the first and the last two characters. */
    static String masked(String digits) {
        return digits.substring(0, 2) + "*".repeat(digits.length() - 4) + digits.substring(digits.length() - 2);
    }

    @Override
    public String toString() {
        return "IdentityNumber"; // never the number
    }
}

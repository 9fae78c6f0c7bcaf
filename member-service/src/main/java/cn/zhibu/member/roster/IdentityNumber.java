package cn.zhibu.member.roster;

import static cn.zhibu.member.roster.MemberProblem.IDENTITY_NUMBER_WRONG;

import java.util.Locale;

/** The 18-character identity number, checked by its last character (GB 11643). Never stored as it is. */
record IdentityNumber(String digits) {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    static IdentityNumber of(String typed) {
        var clean = typed.replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
        if (!clean.matches("\\d{17}[\\dX]") || clean.charAt(17) != check(clean)) {
            throw IDENTITY_NUMBER_WRONG.at("/identityNumber");
        }
        return new IdentityNumber(clean);
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

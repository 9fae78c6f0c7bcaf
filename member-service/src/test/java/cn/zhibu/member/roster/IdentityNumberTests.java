package cn.zhibu.member.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNumberTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final String NUMBER = "11010519491231002X";

    private static IdentityNumber of(String typed) {
        return IdentityNumber.of(typed, TODAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {" 11010519491231002x ", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002X", "110105491231002"})
    void itIsTakenHoweverItIsTyped(String typed) {
        assertThat(of(typed).digits()).isEqualTo(NUMBER);
    }

    /** The last characters fit: it is the day of birth that is wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"1101", "110105194912310021", "110105490231002", "110105491301002", "ABC", ""})
    void whatIsWrongInItIsRefused(String typed) {
        assertThatThrownBy(() -> of(typed)).hasMessage("IDENTITY_NUMBER_WRONG");
    }

    @Test
    void nobodyIsBornAfterToday() {
        var born = of(NUMBER).born();
        assertThat(born).isEqualTo(LocalDate.of(1949, 12, 31));
        assertThat(IdentityNumber.of(NUMBER, born).born()).isEqualTo(born);
        assertThatThrownBy(() -> IdentityNumber.of(NUMBER, born.minusDays(1))).hasMessage("IDENTITY_NUMBER_WRONG");
    }

    @Test
    void whatWasTypedBesideItAndSaysOtherwiseIsNamed() {
        var number = of(NUMBER);
        assertThat(number.gender()).isEqualTo(Person.Gender.FEMALE);
        assertThat(number.contradicted(null, null)).isEmpty();
        assertThat(number.contradicted(number.born(), Person.Gender.FEMALE)).isEmpty();
        assertThat(number.contradicted(number.born().plusDays(1), Person.Gender.MALE))
                .containsExactly("/born", "/gender");
    }

    @Test
    void whateverIsTypedIsAWholeNumberOrRefused() {
        var random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            var typed = new StringBuilder(NUMBER);
            for (int at = random.nextInt(3); at >= 0; at--) {
                typed.setCharAt(random.nextInt(18), "0123456789Xx９-\u3000a".charAt(random.nextInt(16)));
            }
            try {
                var number = of(typed.toString());
                assertThat(number.digits()).matches("[0-9]{17}[0-9X]");
                assertThat(number.born()).isBetween(LocalDate.of(1900, 1, 1), TODAY);
                assertThat(of(number.digits())).isEqualTo(number);
            } catch (RuntimeException refused) {
                assertThat(refused).hasMessage("IDENTITY_NUMBER_WRONG");
            }
        }
    }

    @Test
    void itIsMaskedForOthersAndNeverPrinted() {
        assertThat(IdentityNumber.masked(NUMBER)).isEqualTo("11**************2X");
        assertThat(of(NUMBER).toString()).doesNotContain("1101");
    }
}

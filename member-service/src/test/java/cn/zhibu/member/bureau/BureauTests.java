package cn.zhibu.member.bureau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BureauTests {

    private final Bureau bureau = Bureau.open("qinghe", "清河区教育局", "admin", "王", LocalDate.of(2026, 1, 1))
            .state();

    @Test
    void theSameCodeIsTheSameBureauAndItsEventsConcernIt() {
        assertThat(Bureau.open("qinghe", "另一个", "x", "y", LocalDate.of(2026, 2, 2))
                        .state()
                        .id())
                .isEqualTo(bureau.id());
        assertThat(Bureau.open("lanxi", "兰溪", "x", "y", LocalDate.of(2026, 2, 2))
                        .state()
                        .id())
                .isNotEqualTo(bureau.id());
        assertThat(bureau.suspend("到期").events().get(0).addressee()).isEqualTo(bureau.id());
        assertThat(bureau.administrator().username()).isEqualTo("qinghe.admin");
    }

    @Test
    void suspendingAndResumingTakeTurns() {
        var suspended = bureau.suspend("到期").state();
        assertThatThrownBy(() -> suspended.suspend("再次")).hasMessage("BUREAU_NOT_OPEN");
        assertThat(suspended.resume().state().reason()).isNull();
        assertThatThrownBy(bureau::resume).hasMessage("BUREAU_NOT_SUSPENDED");
    }
}

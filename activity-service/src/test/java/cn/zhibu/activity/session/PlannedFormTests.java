package cn.zhibu.activity.session;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.activity.plan.MeetingForm;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlannedFormTests {

    @Test
    void whatCanBeHeldCanBePlannedAndNothingElse() {
        assertThat(Arrays.stream(MeetingForm.values()).map(Enum::name))
                .containsExactlyElementsOf(
                        Arrays.stream(Session.Form.values()).map(Enum::name).toList());
    }
}

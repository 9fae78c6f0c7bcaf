package cn.zhibu.activity.record;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is halted between putting down what a record was and changing it: each earlier version is there once. */
class RecordCrashTests {

    @TempDir
    Path folder;

    @Test
    void whatARecordWasIsKeptOnceHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.in(RecordChild.class, folder);
        service.halted("after-edition", 1, Map.of()); // the correction is not made yet
        service.halted("after-edition", 2, Map.of()); // it is, and the withdrawal is not
        assertThat(service.wholeRun(Map.of())).contains("VERSIONS 0:100 1:200 2:200", "KEPT 2");
    }
}

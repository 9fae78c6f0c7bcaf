package cn.zhibu.member.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is halted after the asking, between the acceptance and the file, and after both: what was accepted is in the file
 * without anybody's doing, and said again everything is there once.
 */
class TransferCrashTests {

    /** One member is transferred into each; what is halted after some write may be halted by what follows from others. */
    private static final List<String> WINDOWS = List.of("after-write", "after-acceptance", "after-carrying");

    @TempDir
    Path folder;

    @Test
    void whatWasAcceptedIsCarriedOverWhereverTheServiceWasHalted() throws Exception {
        var service = Halted.founded(TransferChild.class, folder);
        for (int window = 0; window < WINDOWS.size(); window++) {
            service.halted(WINDOWS.get(window), 1, Map.of("crash.member", String.valueOf(window)));
        }
        assertThat(service.wholeRun(Map.of("crash.member", String.valueOf(WINDOWS.size()))))
                .contains("CARRIED 2", "MOVED " + WINDOWS.size(), "SPELLS " + 2 * WINDOWS.size());
    }
}

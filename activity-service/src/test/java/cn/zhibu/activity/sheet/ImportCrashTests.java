package cn.zhibu.activity.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is halted again and again in the middle of entering imports: whatever was confirmed is entered in the end, each row
 * once, and what was halted while it was taken back is taken back as a whole.
 */
class ImportCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 2);

    @TempDir
    Path folder;

    @Test
    void eachRowIsEnteredOnceHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.in(ImportChild.class, folder);
        var random = new Random(60);
        int imports = 1;
        for (int crash = 0; crash < CRASHES; crash++) {
            imports++; // each new one brings more writes than the halt waits for
            service.halted("after-write", 1 + random.nextInt(50), Map.of("crash.imports", String.valueOf(imports)));
        }
        var last = service.wholeRun(Map.of("crash.imports", String.valueOf(imports)));
        int entered = imports / 2 + imports % 2;
        assertThat(last)
                .as("every second import was taken back")
                .contains("ENTERED " + entered * ImportChild.ROWS, "NAMES " + entered * ImportChild.ROWS)
                .contains("WITHDRAWN " + imports / 2 * ImportChild.ROWS);
    }
}

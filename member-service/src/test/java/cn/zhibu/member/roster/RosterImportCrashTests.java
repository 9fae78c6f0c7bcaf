package cn.zhibu.member.roster;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sheet of members is entered and taken back while the service is halted in the middle: in the end all or none, once. */
class RosterImportCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 2);

    @TempDir
    Path folder;

    @Test
    void eachMemberIsEnteredOnceHoweverOftenTheServiceIsHalted() throws Exception {
        var service = Halted.founded(RosterImportChild.class, folder);
        var random = new Random(14);
        int imports = 1;
        for (int crash = 0; crash < CRASHES; crash++) {
            imports++; // each new one brings more writes than the halt waits for
            service.halted("after-write", 1 + random.nextInt(35), Map.of("crash.imports", String.valueOf(imports)));
        }
        int kept = imports / 2 + imports % 2;
        assertThat(service.wholeRun(Map.of("crash.imports", String.valueOf(imports))))
                .contains(
                        "MEMBERS " + kept * RosterImportChild.ROWS,
                        "GONE " + imports / 2 * RosterImportChild.ROWS,
                        "NAMES " + imports * RosterImportChild.ROWS);
    }
}

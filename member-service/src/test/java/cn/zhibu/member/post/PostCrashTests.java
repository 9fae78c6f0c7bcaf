package cn.zhibu.member.post;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.child.Halted;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is halted where one secretary has the role already and the other has it still: in the end each change of the seat
 * has given it once and taken it once.
 */
class PostCrashTests {

    private static final int CRASHES = Integer.getInteger("zhibu.crashes", 2);

    @TempDir
    Path folder;

    @Test
    void aRoleThatFollowsAPostIsGivenOnceAndTakenOnceHoweverOftenTheServiceIsHalted() throws Exception {
        // The tests beside it have the service in their process too, which would give the role in the place of the one
        // that is halted.
        var service = Halted.founded(PostChild.class, folder, Map.of("zhibu.service", "member-posts"));
        int changes = 0;
        for (int crash = 0; crash < CRASHES; crash++) {
            changes += 3;
            service.halted("after-post-grant", 2, Map.of("crash.changes", String.valueOf(changes)));
        }
        assertThat(service.wholeRun(Map.of("crash.changes", String.valueOf(changes))))
                .contains("GIVEN " + (changes + 1));
    }
}

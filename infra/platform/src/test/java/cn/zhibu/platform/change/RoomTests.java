package cn.zhibu.platform.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhibu.platform.problem.PlatformProblem;
import cn.zhibu.process.problem.Problem;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** A record with its earlier versions has a largest size, and some room is left to end it. */
class RoomTests {

    private static Document versions(int bytes) {
        return new Document("earlier", List.of(new Document("body", "x".repeat(bytes))));
    }

    @Test
    void whatIsFullIsNotChangedButCanBeEnded() {
        assertThatCode(() -> Room.check(versions(Room.MOST - 1000), false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Room.check(versions(Room.MOST), false))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.type()).isEqualTo(PlatformProblem.NO_ROOM_FOR_VERSIONS));
        assertThatCode(() -> Room.check(versions(Room.MOST), true)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Room.check(versions(Room.MOST_AT_LAST), true)).isInstanceOf(Problem.class);
    }

    @Test
    void whatKeepsNoVersionsIsNotWeighed() {
        assertThatCode(() -> Room.check(new Document("rows", "x".repeat(Room.MOST_AT_LAST)), false))
                .doesNotThrowAnyException();
    }

    @Test
    void theLargestBodyThatIsTakenStillLeavesRoomToEndIt() {
        int body = 1 << 20; // the gateway takes no more
        assertThat(Room.MOST + body).isLessThan(Room.MOST_AT_LAST);
    }
}

package cn.zhibu.stack.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Test;

class EventsTests {

    @Test
    void aGroupThatANewerVersionHasReplacedIsNotWaitedFor() {
        var groups = Stream.of(
                        "report.fact-projection.v9",
                        "report.fact-projection.v10",
                        "report.fact-projection.v1",
                        "report.ledger-reaction.v1",
                        "member.grant-projection.v1",
                        "stranger.fact-projection.v2",
                        "report.nothing")
                .map(name -> new GroupListing(name, Optional.empty(), "consumer", Optional.empty()))
                .toList();
        assertThat(Events.newest(groups))
                .containsExactlyInAnyOrder(
                        "report.fact-projection.v10", "report.ledger-reaction.v1", "member.grant-projection.v1");
    }
}

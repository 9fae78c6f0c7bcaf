package cn.zhibu.report.ledger;

import cn.zhibu.platform.change.Change;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** The end of the ledger in one hour, told to the outside once, so that nobody can rewrite what lies before it. */
@Document("ledger_anchors")
@CompoundIndex(name = "seq", def = "{'seq': 1}")
record LedgerAnchor(@Id String id, long seq, String hash) {

    static Change<LedgerAnchor> of(LedgerHead last, Instant now) {
        var hour = hour(now);
        return Change.of(
                new LedgerAnchor(hour, last.seq(), last.hash()),
                new LedgerEvent.Anchored(hour, last.seq(), last.hash()));
    }

    static String hour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).toString();
    }

    static Instant nextHour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }
}

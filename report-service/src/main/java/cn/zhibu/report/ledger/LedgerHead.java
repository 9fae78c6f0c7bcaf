package cn.zhibu.report.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Where the ledger was last seen to end; only a hint, for the lines themselves decide.
 *
 * @param hour the hour whose anchor was seen then
 */
@Document("ledger_head")
record LedgerHead(
        @Id String id, long seq, String hash, @Nullable String hour) {

    static final String ID = "head";

    static LedgerHead of(LedgerEntry entry) {
        return new LedgerHead(ID, entry.seq(), entry.hash(), null);
    }

    static LedgerHead none() {
        return new LedgerHead(ID, 0, LedgerEntry.NOTHING, null);
    }

    LedgerHead anchoredIn(String last) {
        return new LedgerHead(id, seq, hash, last);
    }
}

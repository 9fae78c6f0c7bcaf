package cn.zhibu.report.ledger;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** Where the ledger was last seen to end; only a hint, for the lines themselves decide. */
@Document("ledger_head")
record LedgerHead(@Id String id, long seq, String hash) {

    static final String ID = "head";

    static LedgerHead of(LedgerEntry entry) {
        return new LedgerHead(ID, entry.seq(), entry.hash());
    }

    static LedgerHead none() {
        return new LedgerHead(ID, 0, LedgerEntry.NOTHING);
    }
}

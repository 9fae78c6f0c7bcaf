package cn.zhibu.process;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;

/**
 * What every client of ours asks of the store: a write is acknowledged when most of the members have it in their journals,
 * and nothing is read that a change of the primary could take back.
 */
public final class Promises {

    public static final WriteConcern WRITE = WriteConcern.MAJORITY.withJournal(true);
    public static final ReadConcern READ = ReadConcern.MAJORITY;

    private Promises() {}
}

package cn.zhibu.stack.store.engine;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file could not be read or written. Says what it is, in words an operator can act on. */
public final class FileFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the file. */
    public enum Kind {
        /** No space is left: nothing was written, and reading goes on. */
        FULL("the disk is full"),
        /** A page or a document is not what was written. */
        DAMAGED("a part of the file is damaged; put a backup back, or look at it with sqlite3's .recover"),
        /** The system refused to read or write. */
        UNREADABLE("the system refuses to read or write the file"),
        /** Another process has it, or it may not be opened. */
        TAKEN("the file is in use by another process, or may not be opened"),
        /** Anything else. */
        OTHER("the file failed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private final Kind kind;

    FileFailure(Kind kind, String detail) {
        super(kind.words + " (" + detail + ")");
        this.kind = kind;
    }

    private FileFailure(Kind kind, Throwable cause) {
        super(kind.words + " (" + cause.getMessage() + ")", cause);
        this.kind = kind;
    }

    static FileFailure of(SQLException failed) {
        var code = failed instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return new FileFailure(kind(code), failed);
    }

    private static Kind kind(SQLiteErrorCode code) {
        var name = code.name();
        if (name.startsWith("SQLITE_FULL")) {
            return Kind.FULL;
        } else if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
            return Kind.DAMAGED;
        } else if (name.startsWith("SQLITE_IOERR") || name.startsWith("SQLITE_READONLY")) {
            return Kind.UNREADABLE;
        } else if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_CANTOPEN")) {
            return Kind.TAKEN;
        }
        return Kind.OTHER;
    }

    public Kind kind() {
        return kind;
    }
}

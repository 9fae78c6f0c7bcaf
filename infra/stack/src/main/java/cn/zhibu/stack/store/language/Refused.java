package cn.zhibu.stack.store.language;

/** What the store does not do, or cannot do with this document: code and name as MongoDB has them, a message in words. */
public final class Refused extends RuntimeException {

    private final int code;
    private final String codeName;

    public Refused(int code, String codeName, String message) {
        super(message, null, false, false);
        this.code = code;
        this.codeName = codeName;
    }

    /** A command, an option or anything else that the closed list does not name. */
    public static Refused notOnTheList(String what) {
        return new Refused(115, "CommandNotSupported", words(what));
    }

    /** The same with a code of its own, where MongoDB has one for what it does not know. */
    public static Refused notOnTheList(int code, String codeName, String what) {
        return new Refused(code, codeName, words(what));
    }

    private static String words(String what) {
        return what + " is not on the list of infra/docs/database.md";
    }

    public static Refused badValue(String message) {
        return new Refused(2, "BadValue", message);
    }

    public static Refused failedToParse(String message) {
        return new Refused(9, "FailedToParse", message);
    }

    public static Refused typeMismatch(String message) {
        return new Refused(14, "TypeMismatch", message);
    }

    public static Refused tooDeep() {
        return new Refused(15, "Overflow", "documents and arrays lie in each other more than 100 levels deep");
    }

    public static Refused pathNotViable(String message) {
        return new Refused(28, "PathNotViable", message);
    }

    public static Refused conflictingPaths(String message) {
        return new Refused(40, "ConflictingUpdateOperators", message);
    }

    public static Refused immutableField(String message) {
        return new Refused(66, "ImmutableField", message);
    }

    public static Refused tooMuchMemory(String message) {
        return new Refused(292, "QueryExceededMemoryLimitNoDiskUseAllowed", message);
    }

    public int code() {
        return code;
    }

    public String codeName() {
        return codeName;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

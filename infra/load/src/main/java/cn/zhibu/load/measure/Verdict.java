package cn.zhibu.load.measure;

/** What is said of a figure that has a limit. */
public enum Verdict {
    MET("met"),
    NOT_MET("not met"),
    VOID("void: the processor time drifted by more than a quarter");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** A void run has neither met nor missed anything. */
    public static Verdict of(double figure, double limit, boolean isVoid) {
        if (isVoid) {
            return VOID;
        }
        return figure <= limit ? MET : NOT_MET;
    }

    @Override
    public String toString() {
        return words;
    }
}

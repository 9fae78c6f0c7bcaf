package cn.zhibu.load.measure;

/** What is said of a figure that has a limit. */
public enum Verdict {
    MET("met"),
    NOT_MET("not met"),
    FAILING("not met: more than one request in a hundred failed"),
    VOID("void: the processor time drifted by more than a quarter");

    private static final double BEARABLE = 0.01;

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

    /** The same, where the figure comes from requests, most of which have to be answered well. */
    public static Verdict of(double figure, double limit, Rounds rounds) {
        return rounds.failing(BEARABLE) ? FAILING : of(figure, limit, rounds.isVoid());
    }

    @Override
    public String toString() {
        return words;
    }
}

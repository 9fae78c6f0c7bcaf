package cn.zhibu.stack.demo.plan;

import java.util.Random;

/**
 * One row of a kindergarten's year: what was done, and the figure that its report must show.
 *
 * @param atLeast the source says "more than"
 * @param claim sentence of the report that shows the figure, with the figure's name after # where it is a further one
 */
public record Fixture(String id, String fact, int figure, boolean atLeast, String claim) {

    private static final int ROUNDED_FROM = 10;
    private static final int MOST_PERCENT = 9;

    static Fixture of(String line) {
        var cells = line.split("\t", -1);
        return new Fixture(cells[0], cells[3], Integer.parseInt(cells[4]), cells[6].equals("atLeast"), cells[7]);
    }

    /** What is really entered: the figure, or a little more where the source says "more than" of ten and above. */
    public int target() {
        if (!atLeast || figure < ROUNDED_FROM) {
            return figure;
        }
        int percent = 1 + new Random(id.hashCode()).nextInt(MOST_PERCENT);
        return figure + Math.max(1, figure * percent / 100);
    }

    public String sentence() {
        return claim.contains("#") ? claim.substring(0, claim.indexOf('#')) : claim;
    }

    public String figureName() {
        return claim.contains("#") ? claim.substring(claim.indexOf('#') + 1) : "figure";
    }
}

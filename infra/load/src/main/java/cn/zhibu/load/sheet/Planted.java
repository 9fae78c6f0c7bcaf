package cn.zhibu.load.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Which rows of a sheet are spoiled, and how: no row twice, the sorts in turn.
 *
 * @param flaws by row, as a spreadsheet counts them: the headings are row 1
 */
public record Planted(int rows, Map<Integer, Flaw> flaws) {

    /** A cell: its row and its column, as the product says them. */
    public record Cell(int row, String pointer) {}

    private static final int FIRST = 2;

    public static Planted nothing(int rows) {
        return new Planted(rows, Map.of());
    }

    public static Planted of(int rows, int flaws, long seed) {
        if (flaws > rows) {
            throw new IllegalArgumentException(flaws + " flaws do not fit into " + rows + " rows");
        }
        var random = new Random(seed);
        var spoiled = new TreeMap<Integer, Flaw>();
        var sorts = Flaw.values();
        while (spoiled.size() < flaws) {
            spoiled.putIfAbsent(FIRST + random.nextInt(rows), sorts[spoiled.size() % sorts.length]);
        }
        return new Planted(rows, spoiled);
    }

    public List<Cell> cells() {
        return flaws.entrySet().stream()
                .map(one -> new Cell(one.getKey(), one.getValue().pointer()))
                .toList();
    }

    /** How many of the planted cells were reported, and how many others were. */
    public record Judged(int found, int invented) {}

    public Judged judge(List<Cell> reported) {
        var planted = new ArrayList<>(cells());
        int all = planted.size();
        int invented = 0;
        for (var cell : reported) {
            if (!planted.remove(cell)) {
                invented++;
            }
        }
        return new Judged(all - planted.size(), invented);
    }
}

package cn.zhibu.platform.sheet;

import static cn.zhibu.platform.sheet.ImportProblem.SHEET_EMPTY;
import static cn.zhibu.platform.sheet.ImportProblem.SHEET_FORMAT_NOT_TAKEN;
import static cn.zhibu.platform.sheet.ImportProblem.SHEET_UNREADABLE;
import static cn.zhibu.platform.sheet.ImportProblem.SHEET_WITHOUT_HEADINGS;

import cn.zhibu.process.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file with rows, read by what it is and not by its name: a workbook, or a text with separated columns. */
final class SheetFile {

    private static final int PACKED = 0x504B0304;
    private static final int OLD = 0xD0CF11E0;
    private static final int PDF = 0x25504446;

    /**
     * What was read.
     *
     * @param ignored headings of columns that are none of the kind's
     * @param hidden rows that were hidden and were read all the same
     */
    record Read(List<ImportLine> lines, List<String> ignored, int hidden) {}

    private SheetFile() {}

    static Read read(Path path, Typing typing) {
        var spread = new Spread(typing);
        try {
            switch (beginning(path)) {
                case PACKED -> new WorkbookReading(typing.columns()).read(path, spread);
                case OLD, PDF -> throw SHEET_FORMAT_NOT_TAKEN.at("/file");
                default -> TextReading.read(path, spread);
            }
        } catch (Problem refusal) {
            throw refusal;
        } catch (IOException
                | RuntimeException broken) { // whatever the readers make of parts that are not as they should be
            throw SHEET_UNREADABLE.at("/file");
        }
        if (!spread.headed()) {
            throw SHEET_WITHOUT_HEADINGS.at("/file");
        }
        if (spread.lines().isEmpty()) {
            throw SHEET_EMPTY.at("/file");
        }
        int hidden = (int) spread.lines().stream().filter(ImportLine::hidden).count();
        return new Read(spread.lines(), spread.ignored(), hidden);
    }

    private static int beginning(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var first = in.readNBytes(4);
            return first.length < 4 ? 0 : java.nio.ByteBuffer.wrap(first).getInt();
        }
    }
}

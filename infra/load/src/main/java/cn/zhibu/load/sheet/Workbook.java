package cn.zhibu.load.sheet;

import cn.zhibu.load.measure.LoadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** Workbooks of pairing assistance, as Excel would save them. */
public final class Workbook {

    private static final int IN_MEMORY = 200; // rows
    private static final int DAYS = 300;

    private Workbook() {}

    /** Each row says something else; those that are planted say something wrong. */
    public static byte[] of(Planted planted, IntFunction<String> partner, LocalDate today) {
        try (var book = new SXSSFWorkbook(IN_MEMORY);
                var out = new ByteArrayOutputStream()) {
            var sheet = book.createSheet("结对帮扶");
            write(sheet.createRow(0), Flaw.HEADINGS);
            for (int number = 1; number <= planted.rows(); number++) {
                var cells = cells(number, partner.apply(number), today);
                var flaw = planted.flaws().get(number + 1);
                if (flaw != null) {
                    flaw.spoil(cells);
                }
                write(sheet.createRow(number), List.of(cells));
            }
            book.write(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new LoadException("the workbook cannot be written", impossible);
        }
    }

    private static String[] cells(int number, String partner, LocalDate today) {
        var cells = new String[] {"", partner, "资金", Integer.toString(100 + number), "", "", "", "收据" + number};
        cells[Flaw.DATE] = today.minusDays(1 + number % DAYS).toString();
        return cells;
    }

    private static void write(org.apache.poi.ss.usermodel.Row row, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            if (!cells.get(column).isEmpty()) {
                row.createCell(column).setCellValue(cells.get(column));
            }
        }
    }
}

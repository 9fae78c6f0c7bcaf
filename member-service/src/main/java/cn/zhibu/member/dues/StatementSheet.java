package cn.zhibu.member.dues;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** Writes the statement of a year: twelve months and their sum, in the reader's language. */
@Component
class StatementSheet {

    private static final int HEADS = 3;
    private static final List<String> COLUMNS = List.of("month", "owed", "received", "owing", "paid");
    private static final String MONEY = "#,##0.00";
    private static final double WIDTH = 16;

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    StatementSheet() {
        texts.setBasename("dues");
        texts.setDefaultEncoding("UTF-8");
        texts.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        texts.setFallbackToSystemLocale(false);
    }

    String name(DuesReading.Totals totals, Locale locale) {
        return text(locale, "title", Integer.toString(totals.book().year())) + ".xlsx";
    }

    byte[] written(DuesReading.Totals totals, Locale locale) {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "zhibu", "1.0")) {
            var year = totals.book();
            var sheet = book.newWorksheet(text(locale, "sheet"));
            sheet.value(0, 0, text(locale, "title", Integer.toString(year.year())));
            sheet.style(0, 0).bold().set();
            sheet.value(1, 0, totals.branch().name());
            for (int column = 0; column < COLUMNS.size(); column++) {
                sheet.value(HEADS, column, text(locale, "column." + COLUMNS.get(column)));
                sheet.style(HEADS, column).bold().set();
                sheet.width(column, WIDTH);
            }
            int row = HEADS + 1;
            for (var sum : year.sums()) {
                line(sheet, row++, text(locale, "month", sum.month()), sum);
            }
            line(sheet, row, text(locale, "total"), year.total());
            var published = year.publishedOn();
            if (published != null) {
                sheet.value(row + 2, 0, text(locale, "published", published.toString()));
            }
            sheet.finish();
        } catch (IOException e) {
            throw new IllegalStateException("a statement could not be written", e);
        }
        return out.toByteArray();
    }

    private static void line(Worksheet sheet, int row, String name, Book.Sum sum) {
        sheet.value(row, 0, name);
        sheet.value(row, 1, sum.owed());
        sheet.value(row, 2, sum.received());
        sheet.value(row, 3, sum.owing());
        sheet.value(row, 4, sum.paid());
        sheet.style(row, 1).format(MONEY).set();
        sheet.style(row, 2).format(MONEY).set();
    }

    private String text(Locale locale, String key, Object... args) {
        return texts.getMessage(key, args, locale);
    }
}

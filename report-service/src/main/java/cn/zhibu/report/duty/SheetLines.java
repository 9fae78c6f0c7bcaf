package cn.zhibu.report.duty;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The lines of a table. A mark names its cells wherever and whenever they are the same, so a line that was read once is not read
 * again: the store is asked for marks, and for the cells of those only that are not known yet.
 */
@Component
class SheetLines {

    /** In letters: some four thousand different lines. */
    private static final long MOST = 16L << 20;

    private final DutySheets sheets;
    private final SheetKeeper keeper;
    private final SheetText text;
    private final Cache<String, String> known = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((String mark, String cells) -> mark.length() + cells.length())
            .build();

    SheetLines(DutySheets sheets, SheetKeeper keeper, SheetText text) {
        this.sheets = sheets;
        this.keeper = keeper;
        this.text = text;
    }

    /** What sheets that may have been read without their cells show on a day, in their order. */
    Mono<List<SheetRow>> of(List<DutySheet> page, LocalDate day) {
        var unknown = page.stream()
                .filter(sheet -> kept(sheet, day) == null)
                .map(DutySheet::id)
                .toList();
        if (unknown.isEmpty()) {
            return Mono.just(
                    page.stream().map(sheet -> row(sheet, Map.of(), day)).toList());
        }
        return sheets.named(unknown)
                .collect(Collectors.toMap(DutySheet::id, sheet -> sheet))
                .map(read -> page.stream().map(sheet -> row(sheet, read, day)).toList());
    }

    /** What changed between the two questions shows as it is now. */
    private SheetRow row(DutySheet sheet, Map<String, DutySheet> read, LocalDate day) {
        var now = read.getOrDefault(sheet.id(), sheet);
        var unit = sheet.scope().unit();
        var judged = now.judgement();
        var cells = kept(now, day);
        return judged == null || cells == null
                ? text.row(unit, keeper.duties(now, day))
                : new SheetRow(unit, text.kept(cells), judged.mark());
    }

    /** The cells of a sheet that shows the day, as far as they are there or known. */
    private @Nullable String kept(DutySheet sheet, LocalDate day) {
        var judged = sheet.judgement();
        if (judged == null || !judged.shows(day)) {
            return null;
        }
        var cells = judged.cells();
        if (cells == null) {
            return known.getIfPresent(judged.mark());
        }
        known.put(judged.mark(), cells);
        return cells;
    }
}

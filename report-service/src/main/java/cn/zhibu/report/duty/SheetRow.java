package cn.zhibu.report.duty;

import java.util.List;

/**
 * A branch's line of a table.
 *
 * @param cells as they stand today
 * @param tag names the cells: the same text for the same cells, everywhere and always
 */
public record SheetRow(String unit, List<Cell> cells, String tag) {}

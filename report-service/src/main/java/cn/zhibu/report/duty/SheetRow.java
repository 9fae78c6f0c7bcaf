package cn.zhibu.report.duty;

import java.util.List;

/**
 * A branch's line of a table.
 *
 * @param cells as they stand today
 * @param mark names the cells: another one wherever they are others, the same everywhere and always for the same
 */
public record SheetRow(String unit, List<Cell> cells, String mark) {}

package cn.zhibu.report.duty;

import java.util.Map;

/**
 * What the tables of many branches come to on a day.
 *
 * @param branches how many there are
 * @param late how many of them have something overdue
 * @param rules by rule
 * @param months by the month in which a period ends, from 1
 */
public record Counts(long branches, int late, Map<String, Count> rules, Map<Integer, Count> months) {

    /**
     * Cells that are asked for, by how they stand.
     *
     * @param late branches that have something overdue among them
     */
    public record Count(int met, int due, int overdue, int late) {}
}

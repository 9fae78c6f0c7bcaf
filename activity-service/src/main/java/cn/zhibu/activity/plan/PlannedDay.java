package cn.zhibu.activity.plan;

import java.time.LocalDate;

/** How many meetings are planned for a day and neither held nor called off. */
public record PlannedDay(LocalDate date, int plans) {}

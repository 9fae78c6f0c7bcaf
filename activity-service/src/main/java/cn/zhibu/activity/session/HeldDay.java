package cn.zhibu.activity.session;

import java.time.LocalDate;

/** How many sessions were held on a day. */
public record HeldDay(LocalDate date, int sessions) {}

package cn.zhibu.activity.record;

import java.time.LocalDate;

/** A record that counts, as what names it needs it. */
public record Noted(String id, String unit, String kind, LocalDate date) {}

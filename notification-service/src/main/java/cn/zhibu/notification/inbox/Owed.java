package cn.zhibu.notification.inbox;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A duty: by its rule, the period and, where a rule asks each group, the group. */
public record Owed(String duty, String rule, @Nullable String group, String period, LocalDate due) {}

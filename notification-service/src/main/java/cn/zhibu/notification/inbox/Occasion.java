package cn.zhibu.notification.inbox;

import cn.zhibu.platform.change.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell, to however many.
 *
 * @param id names it: the same occasion is told to a person once
 * @param subject id of what it is about
 * @param date the day it leads up to, where there is one
 */
public record Occasion(
        String id,
        What what,
        String subject,
        Scope scope,
        int year,
        List<Owed> duties,
        @Nullable LocalDate date,
        Instant at) {}

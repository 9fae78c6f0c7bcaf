package cn.zhibu.notification.inbox;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notice as others read it.
 *
 * @param account whose inbox it is in
 * @param duties those that are still open
 * @param occasion what it was told for; unknown of older notices
 */
public record NoticeLine(
        String id,
        String account,
        What what,
        String subject,
        String unit,
        int year,
        List<Owed> duties,
        @Nullable LocalDate date,
        boolean settled,
        @Nullable String occasion) {}

package cn.zhibu.member.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who comes from an organisation outside.
 *
 * @param file id of the file, which is made where it is not there
 * @param spell id of the spell that begins
 * @param joinedParty day of joining the Party
 * @param fullOn day of becoming a full member; of a full member whose day is not known, and of a probationary one, null
 */
public record Arrival(
        String file,
        String spell,
        String name,
        @Nullable LocalDate born,
        boolean full,
        @Nullable LocalDate joinedParty,
        @Nullable LocalDate fullOn,
        LocalDate on) {}

package cn.zhibu.member.transfer;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An introduction letter (ED-15).
 *
 * @param number as the register of whoever issued it has it
 * @param until last day on which it holds
 * @param by account that entered it
 */
record Letter(String number, LocalDate on, LocalDate until, Instant at, String by) {

    boolean outOn(LocalDate day) {
        return until.isBefore(day);
    }
}

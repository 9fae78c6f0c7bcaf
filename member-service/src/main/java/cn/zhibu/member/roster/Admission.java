package cn.zhibu.member.roster;

import java.time.LocalDate;

/**
 * Somebody who was admitted on probation by the assembly of a branch.
 *
 * @param file id of the file, which is made where it is not there
 */
public record Admission(String file, String name, LocalDate born, LocalDate on) {}

/**
 * Of whom the members of a unit are made up on a day: by sex, age, education, years in the Party and standing. Above a branch small
 * numbers are not said, and nothing that is said lets them be reckoned.
 */
@NullMarked
package cn.zhibu.member.composition;

import org.jspecify.annotations.NullMarked;

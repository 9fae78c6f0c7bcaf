/**
 * The development of Party members: one case per person and branch, from the application to the conversion (DM-01 to DM-28).
 * Steps, times and who decides are data; names and words of a case lie sealed.
 */
@NullMarked
package cn.zhibu.member.development;

import org.jspecify.annotations.NullMarked;

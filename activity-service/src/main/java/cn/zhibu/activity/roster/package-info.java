/** The units and members that this service has heard of, to know who belongs where and who should attend. */
@NullMarked
package cn.zhibu.activity.roster;

import org.jspecify.annotations.NullMarked;

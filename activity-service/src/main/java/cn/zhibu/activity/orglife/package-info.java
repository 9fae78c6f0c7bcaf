/** The organisational-life meeting of a year in its three phases, and what of them is still missing (BR-25, BR-26). */
@NullMarked
package cn.zhibu.activity.orglife;

import org.jspecify.annotations.NullMarked;

/** What a branch, or a bureau, has before it and behind it, day by day: planned and held meetings. */
@NullMarked
package cn.zhibu.activity.calendar;

import org.jspecify.annotations.NullMarked;

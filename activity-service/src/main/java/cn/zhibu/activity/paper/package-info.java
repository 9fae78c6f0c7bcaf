/** The minutes and the attendance sheet of a meeting as Word: filled after it was held, empty for one to come. */
@NullMarked
package cn.zhibu.activity.paper;

import org.jspecify.annotations.NullMarked;

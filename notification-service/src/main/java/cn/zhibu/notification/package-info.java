/** Tells people what waits for them. */
@NullMarked
package cn.zhibu.notification;

import org.jspecify.annotations.NullMarked;

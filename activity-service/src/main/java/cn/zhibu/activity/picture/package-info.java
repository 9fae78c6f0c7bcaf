/**
 * Pictures: what is kept of one that somebody sent, and its preview, within a stated amount of memory whatever is sent
 * and however many at once.
 */
@NullMarked
package cn.zhibu.activity.picture;

import org.jspecify.annotations.NullMarked;

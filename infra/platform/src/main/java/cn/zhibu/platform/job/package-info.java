/** Work that nobody asks for: done for a bureau when its moment has come, by every replica. */
@NullMarked
package cn.zhibu.platform.job;

import org.jspecify.annotations.NullMarked;

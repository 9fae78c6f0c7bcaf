/** Work that nobody asks for: done now and then for each bureau, by every replica. */
@NullMarked
package cn.zhibu.platform.job;

import org.jspecify.annotations.NullMarked;

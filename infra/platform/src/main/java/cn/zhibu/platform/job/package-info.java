/** Work that comes round by itself, for each tenant. */
@NullMarked
package cn.zhibu.platform.job;

import org.jspecify.annotations.NullMarked;

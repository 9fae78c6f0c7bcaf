/** Leans on the other, which leans on it. */
@NullMarked
package cn.zhibu.bad.one;

import org.jspecify.annotations.NullMarked;

/** Leans on the other, which leans on it. */
@NullMarked
package cn.zhibu.bad.other;

import org.jspecify.annotations.NullMarked;

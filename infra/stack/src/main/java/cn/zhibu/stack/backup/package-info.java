/** One bureau taken out of an installation into one file, and put into another (or the same, when it lost it). */
@NullMarked
package cn.zhibu.stack.backup;

import org.jspecify.annotations.NullMarked;

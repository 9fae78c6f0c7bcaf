/** The stores of files against what they promise. */
@NullMarked
package cn.zhibu.platform.file;

import org.jspecify.annotations.NullMarked;

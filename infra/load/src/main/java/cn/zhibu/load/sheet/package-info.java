/** Workbooks as a branch would bring them, and what the product finds in them. */
@NullMarked
package cn.zhibu.load.sheet;

import org.jspecify.annotations.NullMarked;

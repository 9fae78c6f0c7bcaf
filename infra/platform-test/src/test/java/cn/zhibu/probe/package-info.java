/** A service of a few lines, to try the platform on. */
@NullMarked
package cn.zhibu.probe;

import org.jspecify.annotations.NullMarked;

@NullMarked
package cn.zhibu.load.kernel;

import org.jspecify.annotations.NullMarked;

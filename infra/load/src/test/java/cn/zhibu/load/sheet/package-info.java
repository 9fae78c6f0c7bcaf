@NullMarked
package cn.zhibu.load.sheet;

import org.jspecify.annotations.NullMarked;

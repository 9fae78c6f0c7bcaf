@NullMarked
package cn.zhibu.load;

import org.jspecify.annotations.NullMarked;

@NullMarked
package cn.zhibu.load.run;

import org.jspecify.annotations.NullMarked;

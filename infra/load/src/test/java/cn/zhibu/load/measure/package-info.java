@NullMarked
package cn.zhibu.load.measure;

import org.jspecify.annotations.NullMarked;

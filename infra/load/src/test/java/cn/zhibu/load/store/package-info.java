@NullMarked
package cn.zhibu.load.store;

import org.jspecify.annotations.NullMarked;

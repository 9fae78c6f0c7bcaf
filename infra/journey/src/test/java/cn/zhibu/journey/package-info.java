/** The whole product, started and used as its people use it. */
@NullMarked
package cn.zhibu.journey;

import org.jspecify.annotations.NullMarked;

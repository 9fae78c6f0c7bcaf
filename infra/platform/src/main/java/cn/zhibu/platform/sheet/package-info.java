/** Rows of sheets on their way into a service: a template to fill, a look at what came back, and its entering as a whole. */
@NullMarked
package cn.zhibu.platform.sheet;

import org.jspecify.annotations.NullMarked;

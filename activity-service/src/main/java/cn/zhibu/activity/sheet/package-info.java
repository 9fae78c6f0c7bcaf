/** Records of a kind in a workbook: a template to fill, a look at what came back, and its entering as a whole. */
@NullMarked
package cn.zhibu.activity.sheet;

import org.jspecify.annotations.NullMarked;

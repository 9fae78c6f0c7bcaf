/** When and by whom something was written down: said wherever it is shown. */
@NullMarked
package cn.zhibu.activity.entry;

import org.jspecify.annotations.NullMarked;

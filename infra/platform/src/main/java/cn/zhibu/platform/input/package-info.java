/** What comes in, looked at once by its kind: dates, text, numbers, ids, years and how names are found. */
@NullMarked
package cn.zhibu.platform.input;

import org.jspecify.annotations.NullMarked;

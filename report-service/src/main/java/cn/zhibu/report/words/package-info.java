/** Texts in the two languages of the product. */
@NullMarked
package cn.zhibu.report.words;

import org.jspecify.annotations.NullMarked;

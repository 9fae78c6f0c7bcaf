/** Texts in the two languages of the product, and the strict reading of the files of data in which they stand. */
@NullMarked
package cn.zhibu.words;

import org.jspecify.annotations.NullMarked;

/** Refusals of every process of ours: named, in the reader's language, in one form. */
@NullMarked
package cn.zhibu.process.problem;

import org.jspecify.annotations.NullMarked;

/** A report as it reads: sections of sentences, their figures and what these rest on. */
@NullMarked
package cn.zhibu.report.content;

import org.jspecify.annotations.NullMarked;

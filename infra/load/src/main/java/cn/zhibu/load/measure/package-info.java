/** What is read off a run: processor time from the kernel's own counters, medians, drift, verdicts, and how they are told. */
@NullMarked
package cn.zhibu.load.measure;

import org.jspecify.annotations.NullMarked;

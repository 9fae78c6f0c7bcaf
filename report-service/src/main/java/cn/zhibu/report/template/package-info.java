/**
 * Word documents laid out as GB/T 9704-2012 asks, from templates that a bureau can edit.
 * The engine hides behind one interface, so that it can be replaced.
 */
@NullMarked
package cn.zhibu.report.template;

import org.jspecify.annotations.NullMarked;

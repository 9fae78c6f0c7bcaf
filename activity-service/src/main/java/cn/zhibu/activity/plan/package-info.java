/**
 * Meetings to come: planned one by one or as a series, told to those who are asked, held or called off. A theme Party day is one
 * plan of several forms (BR-22).
 */
@NullMarked
package cn.zhibu.activity.plan;

import org.jspecify.annotations.NullMarked;

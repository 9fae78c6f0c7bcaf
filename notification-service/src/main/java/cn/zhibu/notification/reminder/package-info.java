/**
 * Who is told of what and when: steps of reports and duties as they are heard of, reports that wait and terms that end (BR-19)
 * when their day has come. Each occasion is told to each person once.
 */
@NullMarked
package cn.zhibu.notification.reminder;

import org.jspecify.annotations.NullMarked;

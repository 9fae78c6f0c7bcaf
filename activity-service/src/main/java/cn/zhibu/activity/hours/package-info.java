/** The study hours of each member of a branch in a year, from what was held and learnt, and who is asked for nothing rigid (ED-06, ED-07, ED-09, AF-05). */
@NullMarked
package cn.zhibu.activity.hours;

import org.jspecify.annotations.NullMarked;

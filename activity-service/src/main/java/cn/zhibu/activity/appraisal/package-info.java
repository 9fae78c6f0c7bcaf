/** The democratic appraisal of the members of a branch in a year (BR-27, AP-01 to AP-05). */
@NullMarked
package cn.zhibu.activity.appraisal;

import org.jspecify.annotations.NullMarked;

/** Surveys and their opinions: raised, rectified, confirmed. */
@NullMarked
package cn.zhibu.activity.survey;

import org.jspecify.annotations.NullMarked;

/** What has become of the measures and goals of the year before: it opens the next annual debriefing (DB-04). */
@NullMarked
package cn.zhibu.activity.outcome;

import org.jspecify.annotations.NullMarked;

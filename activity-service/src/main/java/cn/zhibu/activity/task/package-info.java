/** Key tasks of a branch with their milestones (DB-04): each is named after its record, and what that says is not typed again. */
@NullMarked
package cn.zhibu.activity.task;

import org.jspecify.annotations.NullMarked;

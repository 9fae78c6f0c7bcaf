/** Sessions of a branch with attendance and agenda (BR-06 to BR-13, BR-22, BR-25, BR-27). */
@NullMarked
package cn.zhibu.activity.session;

import org.jspecify.annotations.NullMarked;

/** The study notebook of each member: private, and handed in note by note as its owner likes. */
@NullMarked
package cn.zhibu.activity.notebook;

import org.jspecify.annotations.NullMarked;

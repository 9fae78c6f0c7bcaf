/** What stays open when a unit is closed or somebody leaves: it is named, and shown until it is settled. */
@NullMarked
package cn.zhibu.member.handover;

import org.jspecify.annotations.NullMarked;

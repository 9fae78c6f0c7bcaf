/** The tree of units with dated names, and the committees of branches (rules BR-14, BR-15, BR-16). */
@NullMarked
package cn.zhibu.member.organisation;

import org.jspecify.annotations.NullMarked;

/**
 * Units, committees and memberships as the services hear of them, and the one judgement over them: who belongs to a
 * branch on a day, who may vote, who sits in its committee, and whether a meeting was valid (BR-07, BR-10). Ids only.
 */
@NullMarked
package cn.zhibu.directory;

import org.jspecify.annotations.NullMarked;

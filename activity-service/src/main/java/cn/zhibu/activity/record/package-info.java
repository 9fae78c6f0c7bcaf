/** Records of the catalogue's kinds: written once, corrected by a new version, withdrawn by a tombstone. */
@NullMarked
package cn.zhibu.activity.record;

import org.jspecify.annotations.NullMarked;

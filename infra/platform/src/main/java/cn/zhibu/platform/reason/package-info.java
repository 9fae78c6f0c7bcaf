/** Why things were done, in people's own words: kept beside the ledger, sealed, and shown to whoever reads its entry. */
@NullMarked
package cn.zhibu.platform.reason;

import org.jspecify.annotations.NullMarked;

/** Files by the hash of their content, per tenant: in a folder, or in an S3 store. */
@NullMarked
package cn.zhibu.platform.file;

import org.jspecify.annotations.NullMarked;

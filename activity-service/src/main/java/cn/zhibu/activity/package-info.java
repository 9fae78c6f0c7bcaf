/** What happened: sessions, records of the catalogue's kinds, surveys and the opinions they raise. */
@NullMarked
package cn.zhibu.activity;

import org.jspecify.annotations.NullMarked;

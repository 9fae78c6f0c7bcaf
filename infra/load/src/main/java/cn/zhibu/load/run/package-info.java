/** One class per run: what is sent, what it is compared with, which goal of the house it belongs to. */
@NullMarked
package cn.zhibu.load.run;

import org.jspecify.annotations.NullMarked;

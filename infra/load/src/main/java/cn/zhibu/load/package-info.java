/** The command {@code infra/load/run}: reads what is asked for and hands it to one of the runs. */
@NullMarked
package cn.zhibu.load;

import org.jspecify.annotations.NullMarked;

/** What members owe and have paid, hardship, and the yearly statement of a branch (DU-01 to DU-17, ED-12, OP-07). */
@NullMarked
package cn.zhibu.member.dues;

import org.jspecify.annotations.NullMarked;

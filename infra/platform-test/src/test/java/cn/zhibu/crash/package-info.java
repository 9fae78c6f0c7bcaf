/** Dies at the worst moments, to prove that nothing acknowledged is lost and nothing is applied twice. */
@NullMarked
package cn.zhibu.crash;

import org.jspecify.annotations.NullMarked;

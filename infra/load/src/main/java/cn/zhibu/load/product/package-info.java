/** The running product as the load sees it: its processes, bureaus made for the purpose, people who sign in, requests. */
@NullMarked
package cn.zhibu.load.product;

import org.jspecify.annotations.NullMarked;

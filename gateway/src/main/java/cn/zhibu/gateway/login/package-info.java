/** Login and logout against the identity provider; tokens stay here and are refreshed before they are relayed. */
@NullMarked
package cn.zhibu.gateway.login;

import org.jspecify.annotations.NullMarked;

package cn.zhibu.platform.security;

import cn.zhibu.platform.change.Scope;
import java.util.Set;

/**
 * Who calls. An interface on purpose: an argument that nobody resolves then fails instead of being filled from the query
 * string.
 */
public interface Caller {

    /** Pseudonymous id of the account. */
    String account();

    /** Whether one of the caller's grants, at this place or above it, has the capability. */
    boolean may(Capability capability, Scope scope);

    /** Units at which the caller holds the capability; it reaches everything below them. Lists query ancestors in it. */
    Set<String> reach(Capability capability);

    /** Roles that the caller holds at this place or above it. */
    Set<Role> rolesAt(Scope scope);

    /** Whether this is an operator of the platform, who belongs to no bureau. */
    boolean operator();

    /** The caller's own token, to ask another service for something to show with the caller's own rights. */
    String token();
}

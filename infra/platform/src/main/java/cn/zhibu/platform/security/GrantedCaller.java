package cn.zhibu.platform.security;

import cn.zhibu.platform.change.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A caller by what was granted to the account. */
record GrantedCaller(String account, boolean operator, List<Grant> grants, String token) implements Caller {

    @Override
    public boolean may(Capability capability, Scope scope) {
        return grants.stream()
                .anyMatch(grant ->
                        grant.role().may(capability) && scope.ancestors().contains(grant.unit()));
    }

    @Override
    public Set<String> reach(Capability capability) {
        return grants.stream()
                .filter(grant -> grant.role().may(capability))
                .map(Grant::unit)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<Role> rolesAt(Scope scope) {
        var roles = EnumSet.noneOf(Role.class);
        grants.stream()
                .filter(grant -> scope.ancestors().contains(grant.unit()))
                .forEach(grant -> roles.add(grant.role()));
        return roles;
    }

    Set<Capability> capabilities() {
        var capabilities = EnumSet.noneOf(Capability.class);
        for (var capability : Capability.values()) {
            if (capability == Capability.OPERATE
                    ? operator
                    : grants.stream().anyMatch(grant -> grant.role().may(capability))) {
                capabilities.add(capability);
            }
        }
        return capabilities;
    }

    @Override
    public String toString() {
        return "caller " + account; // never the token
    }
}

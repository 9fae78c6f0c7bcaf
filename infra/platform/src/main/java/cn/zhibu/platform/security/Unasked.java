package cn.zhibu.platform.security;

import cn.zhibu.platform.change.Scope;
import java.util.Set;

/** The product itself, looking at things without anybody asking: it reads everything of the bureau at hand and is shown nothing. */
public enum Unasked implements Caller {
    ITSELF;

    @Override
    public String account() {
        return "";
    }

    @Override
    public boolean may(Capability capability, Scope scope) {
        return capability == Capability.READ;
    }

    @Override
    public Set<String> reach(Capability capability) {
        return Set.of();
    }

    @Override
    public Set<Role> rolesAt(Scope scope) {
        return Set.of();
    }

    @Override
    public boolean operator() {
        return false;
    }

    @Override
    public String token() {
        return "";
    }
}

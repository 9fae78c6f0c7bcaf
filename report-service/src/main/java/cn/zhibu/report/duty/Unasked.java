package cn.zhibu.report.duty;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Capability;
import cn.zhibu.platform.security.Role;
import java.util.Set;

/** The product itself, looking at duties without anybody asking: it reads everything and is shown nothing. */
enum Unasked implements Caller {
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

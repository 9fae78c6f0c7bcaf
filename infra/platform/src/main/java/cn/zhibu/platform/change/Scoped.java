package cn.zhibu.platform.change;

/** A stored record that belongs to a unit. */
public interface Scoped {

    Scope scope();
}

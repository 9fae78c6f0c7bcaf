package cn.zhibu.platform.web;

/** An answer that names its version; it leaves with an entity tag, which the next change sends back as If-Match. */
public interface Versioned {

    long version();
}

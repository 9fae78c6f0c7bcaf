package cn.zhibu.platform.change;

/** One collection of one tenant. */
record Shelf(String tenant, String collection) {

    String text() {
        return tenant + "|" + collection;
    }

    static Shelf of(String text) {
        int bar = text.indexOf('|');
        return new Shelf(text.substring(0, bar), text.substring(bar + 1));
    }
}

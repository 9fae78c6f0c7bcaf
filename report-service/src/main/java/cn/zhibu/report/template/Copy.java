package cn.zhibu.report.template;

import cn.zhibu.words.Words;

/** The two papers of one report: the one that is read out and signed, and the one that shows what it rests on. */
public enum Copy {
    CLEAN(new Words("正式稿", "clean copy")),
    EVIDENCE(new Words("附凭证稿", "copy with evidence"));

    private final Words names;

    Copy(Words names) {
        this.names = names;
    }

    public Words names() {
        return names;
    }
}

package cn.zhibu.directory;

/** The term of a branch's present committee, with no later one to follow it yet and a branch that is there to its end. */
public record EndingTerm(Committee committee, Unit branch) {}

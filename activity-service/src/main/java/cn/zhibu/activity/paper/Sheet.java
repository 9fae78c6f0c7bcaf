package cn.zhibu.activity.paper;

/** Which paper of a meeting. */
public enum Sheet {
    MINUTES,
    SIGN_IN
}

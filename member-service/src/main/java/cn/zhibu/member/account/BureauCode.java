package cn.zhibu.member.account;

import cn.zhibu.platform.change.Command;

/** The short name of a bureau, which its id is made of and which stands in front of its people's user names. */
public record BureauCode(String text) {

    /** The code in a user name; empty where there is none. */
    static BureauCode of(String username) {
        return new BureauCode(username.substring(0, Math.max(0, username.indexOf('.'))));
    }

    /** The bureau of that code: the same code is the same bureau, so no second one can take it. */
    public String bureau() {
        return Command.nameOf("bureau", text);
    }
}

package cn.zhibu.member.account;

/** A user name and the password to hand over with it. */
public record Credentials(String username, String password) {
    @Override
    public String toString() {
        return "Credentials of " + username; // never the password
    }
}

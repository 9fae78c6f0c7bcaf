package cn.zhibu.platform.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For handlers that show a personal file: the look enters the ledger before the answer leaves. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Looks {

    /** What is looked at, in one word of the glossary: "member". */
    String value();
}

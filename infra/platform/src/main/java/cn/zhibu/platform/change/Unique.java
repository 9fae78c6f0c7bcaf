package cn.zhibu.platform.change;

import cn.zhibu.platform.problem.PlatformProblem;
import cn.zhibu.process.problem.ProblemType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says beside a unique index of a stored record how a value that is taken is refused, whatever act it came with. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Unique.All.class)
public @interface Unique {

    /** Name of the index; {@code _id_} for the id. */
    String index();

    /** JSON pointer of the field that people type; empty where nobody types it. */
    String field();

    /** The enum of the refusal, and its constant. */
    Class<? extends ProblemType> refusal() default PlatformProblem.class;

    String as() default "ALREADY_EXISTS";

    /** Stored field whose value the refusal's sentence says; empty for none. */
    String value() default "";

    /** All of a record. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        Unique[] value();
    }
}

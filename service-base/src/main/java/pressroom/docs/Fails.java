package pressroom.docs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the statuses with which a call may fail. Each is answered as problem+json; 401 says that the call needs a token. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Fails {
    /** HTTP statuses. */
    int[] value();

    /** What 409 says of this call, if not that an earlier request for the same post is still running. */
    String conflict() default "";
}

package io.blackstart.junit;

import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An experiment as an ordinary JUnit test: {@code @Drill("experiments/first-drill.yaml") void
 * firstDrill(Verdict verdict)}.
 *
 * <p>The drill runs before the method. An outcome other than the expected one is a failure with
 * every missed budget in one message (MISSED), an error (INCONCLUSIVE), or a skipped test
 * (REFUSED); with the expected one the method runs, and may look at the {@link
 * io.blackstart.verdict.Verdict} for checks of its own.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag("drill")
@ExtendWith(DrillExtension.class)
public @interface Drill {
    /** The experiment file, from the project's folder. */
    String value();

    /** The environment file instead of the one that the experiment names; empty for that one. */
    String environment() default "";

    /** The outcome that makes the test pass. */
    Outcome expect() default Outcome.MET;

    /**
     * Whether an INCONCLUSIVE outcome passes, and is printed, when it is this machine that lost the
     * trust: for shared build machines, on which somebody else's load must not turn the build red.
     */
    boolean acceptStalledMachine() default false;

    /** The folder below which run folders are made. */
    String reports() default "reports";
}

package io.blackstart.load;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The calling thread's timer slack: Linux lets sleeps run over by 50 µs unless told otherwise. */
final class TimerSlack {
    private static final int PR_SET_TIMERSLACK = 29;

    private TimerSlack() {}

    /**
     * Sets this thread's slack to 1 ns where the operating system knows such a thing.
     *
     * @return whether it was set; dispatch is some 40 µs later at the median where it was not
     */
    @SuppressWarnings("restricted") // the one native call; the jar and the launcher allow it
    static boolean least() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return false;
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup lookup = linker.defaultLookup();
        return lookup.find("prctl")
                .map(prctl ->
                        linker.downcallHandle(
                                prctl,
                                FunctionDescriptor.of(
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_LONG),
                                Linker.Option.firstVariadicArg(1)))
                .map(TimerSlack::set)
                .orElse(false);
    }

    private static boolean set(MethodHandle prctl) {
        try {
            return (int) prctl.invokeExact(PR_SET_TIMERSLACK, 1L) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("calling prctl", e);
        }
    }
}

package io.blackstart.bench;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Stops and continues a process of ours, within microseconds: a {@code kill} command would take
 * milliseconds, which the outage's length would not know of. Linux's numbers.
 */
final class Signals {
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    private final MethodHandle kill;

    @SuppressWarnings("restricted") // the benchmark's JVM is started with native access
    Signals() {
        Linker linker = Linker.nativeLinker();
        this.kill =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("kill"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    /** Freezes the process, all threads at once. */
    void stop(Process process) {
        send(process, SIGSTOP);
    }

    /** Lets it go on. */
    void resume(Process process) {
        send(process, SIGCONT);
    }

    private void send(Process process, int signal) {
        int result;
        try {
            result = (int) kill.invokeExact((int) process.pid(), signal);
        } catch (Throwable e) {
            throw new IllegalStateException("calling kill", e);
        }
        if (result != 0) {
            throw new IllegalStateException("signal " + signal + " did not reach " + process.pid());
        }
    }
}

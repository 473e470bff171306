package io.blackstart.sandbox.fis.action;

import java.util.Optional;

/** A kind of action: how FIS describes it, and what it does to the sandbox's cloud. */
public sealed interface Action
        permits AssertAlarmState,
                Catalogued,
                DisruptConnectivity,
                DisruptCrossRegion,
                FailoverCluster,
                RebootDatabase,
                StartAutomation,
                StopInstances,
                StopTask,
                Wait {

    /** How FIS describes it. */
    Definition definition();

    /**
     * Refuses what no single parameter shows to be wrong.
     *
     * @throws io.blackstart.sandbox.aws.AwsFault when a template with these parameters is refused
     */
    default void check(Parameters parameters) {}

    /**
     * Why the sandbox cannot act it out, when it cannot; asked before anything of the experiment is
     * begun.
     */
    default Optional<String> obstacle(Call call) {
        return Optional.empty();
    }

    /**
     * Acts.
     *
     * @throws io.blackstart.sandbox.aws.AwsFault when the service that it calls refuses
     */
    Doing start(Call call);
}

package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Resource;

import java.util.Set;

/**
 * What an action is started with.
 *
 * @param region of the experiment
 * @param targets what its target was resolved to; empty for an action without a target
 */
public record Call(String region, Parameters parameters, Set<Resource> targets, Cloud cloud) {
    public Call {
        targets = Set.copyOf(targets);
    }
}

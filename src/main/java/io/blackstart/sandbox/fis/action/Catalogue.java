package io.blackstart.sandbox.fis.action;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All actions of FIS that the sandbox knows by name. */
public final class Catalogue {
    private static final List<Action> ACTING =
            List.of(
                    new AssertAlarmState(),
                    new DisruptConnectivity(),
                    new DisruptCrossRegion(),
                    new FailoverCluster(),
                    new RebootDatabase(),
                    new StartAutomation(),
                    new StopInstances(),
                    new StopTask(),
                    new Wait());

    private static final List<Action> ALL = all();

    private Catalogue() {}

    private static List<Action> all() {
        List<Action> all = new ArrayList<>(ACTING);
        NotActedOut.definitions().forEach(definition -> all.add(new Catalogued(definition)));
        all.sort(Comparator.comparing(action -> action.definition().id()));
        return List.copyOf(all);
    }

    /** Every action, by id. */
    public static List<Action> actions() {
        return ALL;
    }

    /** The action with an id. */
    public static Optional<Action> find(String id) {
        return ALL.stream().filter(action -> action.definition().id().equals(id)).findFirst();
    }
}

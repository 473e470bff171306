package io.blackstart.experiment;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code sandbox:} section of an environment file.
 *
 * @param json the section as one line of JSON, the first line that the sandbox's process reads
 * @param speed how many times faster the cloud's clock runs
 */
public record SandboxSection(String json, int speed) {
    public SandboxSection {
        if (json.contains("\n")) {
            throw new IllegalArgumentException("the sandbox reads one line, not " + json);
        }
        if (speed < 1) {
            throw new IllegalArgumentException("speed is at least 1, not " + speed);
        }
    }

    /** This section with the truth written to a file, unless the section names one already. */
    public SandboxSection withTruth(String file) {
        ObjectNode section = (ObjectNode) JsonMapper.shared().readTree(json);
        section.putIfAbsent("truth", section.stringNode(file));
        return new SandboxSection(section.toString(), speed);
    }
}

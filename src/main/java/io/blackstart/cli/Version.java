package io.blackstart.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar and the commit it was built from. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "blackstart "
                    + (version == null ? "(not from a jar)" : version)
                    + ", commit "
                    + System.getProperty("blackstart.commit", "unknown")
        };
    }
}

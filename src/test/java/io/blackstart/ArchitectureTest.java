package io.blackstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of packages in CONTRIBUTING.md, held. Whoever changes one changes the other. */
final class ArchitectureTest {
    private static final String ROOT = "io.blackstart";

    /** Package → the packages of ours that it may import. */
    private static final Map<String, Set<String>> MAY_IMPORT =
            Map.ofEntries(
                    Map.entry("experiment", Set.of()),
                    Map.entry("evidence", Set.of("experiment")),
                    Map.entry("verdict", Set.of("experiment", "evidence")),
                    Map.entry("report", Set.of("experiment", "evidence", "verdict")),
                    Map.entry("run", Set.of("experiment", "evidence")),
                    Map.entry("dns", Set.of()),
                    Map.entry("http", Set.of("experiment", "evidence")),
                    Map.entry("aws", Set.of("experiment")),
                    Map.entry("fault", Set.of("experiment", "evidence", "run", "aws")),
                    Map.entry("load", Set.of("experiment", "evidence", "run", "dns", "http")),
                    Map.entry(
                            "probe", Set.of("experiment", "evidence", "run", "dns", "http", "aws")),
                    Map.entry("sandbox", Set.of()),
                    Map.entry(
                            "drill",
                            Set.of(
                                    "experiment",
                                    "evidence",
                                    "verdict",
                                    "report",
                                    "run",
                                    "dns",
                                    "http",
                                    "aws",
                                    "fault",
                                    "load",
                                    "probe",
                                    "sandbox")),
                    Map.entry(
                            "calibrate",
                            Set.of(
                                    "experiment",
                                    "evidence",
                                    "verdict",
                                    "report",
                                    "run",
                                    "drill",
                                    "sandbox")),
                    Map.entry(
                            "cli",
                            Set.of(
                                    "experiment",
                                    "evidence",
                                    "verdict",
                                    "report",
                                    "run",
                                    "drill",
                                    "calibrate",
                                    "sandbox")),
                    Map.entry(
                            "junit",
                            Set.of(
                                    "experiment",
                                    "evidence",
                                    "verdict",
                                    "report",
                                    "run",
                                    "drill",
                                    "sandbox")));

    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    static Stream<String> packages() {
        return MAY_IMPORT.keySet().stream().sorted();
    }

    @Test
    void everyTopPackageIsInTheTable() {
        Set<String> found =
                CODE.stream()
                        .map(JavaClass::getPackageName)
                        .map(name -> name.substring(ROOT.length() + 1).split("\\.", -1)[0])
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(MAY_IMPORT.keySet()), found);
        assertTrue(CODE.size() > 150, "only " + CODE.size() + " classes were looked at");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsOnlyWhatTheTableAllows(String name) {
        String[] forbidden =
                packages()
                        .filter(other ->
                                !other.equals(name)
                                        && !MAY_IMPORT.getOrDefault(name, Set.of()).contains(other))
                        .map(other -> ROOT + "." + other + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CODE);
    }

    @ParameterizedTest
    @MethodSource("purePackages")
    void isPure(String name) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "java.util.concurrent..",
                        "java.util.logging..",
                        "okhttp3..",
                        "software.amazon..",
                        "org.slf4j..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .check(CODE);
    }

    static Stream<String> purePackages() {
        return Stream.of("experiment", "evidence", "verdict");
    }

    @Test
    void theJudgeUsesNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".verdict..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.time..",
                        "java.util",
                        "java.util.function..",
                        "java.util.stream..",
                        "org.jspecify.annotations..",
                        ROOT + ".verdict..",
                        ROOT + ".evidence..",
                        ROOT + ".experiment..")
                .check(CODE);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void noClassIsADrawer() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(CODE);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked =
                CODE.stream()
                        .map(JavaClass::getPackage)
                        .filter(pkg -> !pkg.isAnnotatedWith(NullMarked.class))
                        .map(pkg -> pkg.getName())
                        .collect(Collectors.toSet());
        assertEquals(Set.of(), unmarked);
    }
}

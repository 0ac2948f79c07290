package dev.octet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. The table is {@link PackageArrow#ALL}; a new package needs a row there. */
class ArchitectureTest {
    private static final String BASE = "dev.octet";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/dev/octet/onnx/"))
            .importPackages(BASE);

    static Set<String> packages() {
        return PackageArrow.packages();
    }

    @Test
    void thereIsSomethingToCheck() {
        assertThat(CLASSES.size()).as("imported classes").isGreaterThan(40);
        assertThat(CLASSES.contain("dev.octet.graph.Graph")).isTrue();
        assertThat(CLASSES.contain("dev.octet.graph.GraphTest")).isFalse();
    }

    @Test
    void everyPackageHasARowInTheTable() {
        List<String> strangers = packagesWithClasses().stream()
                .map(JavaPackage::getName)
                .map(ArchitectureTest::topName)
                .filter(name -> !name.equals(PackageArrow.ROOT))
                .filter(name -> !packages().contains(name))
                .distinct()
                .sorted()
                .toList();

        assertThat(strangers)
                .as("packages without an arrow; add one with its reason to PackageArrow.ALL")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageKnowsOnlyWhatItsArrowsLeadTo(String name) {
        String[] allowed = PackageArrow.reachableFrom(name).stream()
                .map(ArchitectureTest::pattern)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(pattern(name))
                .should()
                .dependOnClassesThat(resideInAPackage(BASE + "..")
                        .and(not(resideInAPackage(BASE + ".onnx..")))
                        .and(not(resideInAnyPackage(allowed))))
                .because("PackageArrow.ALL leads from " + name + " only to " + PackageArrow.reachableFrom(name))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void noPackagesDependOnEachOtherInACycle() {
        slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyFormatKnowsProtobuf() {
        assertOnly(
                "format",
                "dev.octet.onnx..",
                "com.google.protobuf..",
                "the rest works on dev.octet.graph; turn messages into graphs in the format package");
    }

    @Test
    void onlyRuntimeKnowsOnnxRuntime() {
        assertOnly("runtime", "ai.onnxruntime..", "ai.onnxruntime", "the rest runs models through the runtime package");
    }

    @Test
    void onlyTheCommandLineTouchesStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                .because("a library answers with values; the cli module prints them")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses()
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .because("the process is the caller's; throw OctetException")
                .check(CLASSES);
    }

    @Test
    void loggingGoesThroughSlf4j() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "ch.qos.logback..")
                .because("the application chooses where the log goes; use org.slf4j.Logger")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = packagesWithClasses().stream()
                .filter(candidate -> !candidate.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();

        assertThat(unmarked)
                .as("packages whose package-info.java lacks @NullMarked")
                .isEmpty();
    }

    private static void assertOnly(String name, String library, String alsoLibrary, String reason) {
        noClasses()
                .that()
                .resideOutsideOfPackage(pattern(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library, alsoLibrary)
                .because(reason)
                .check(CLASSES);
    }

    private static List<JavaPackage> packagesWithClasses() {
        return CLASSES.stream().map(JavaClass::getPackage).distinct().toList();
    }

    private static String pattern(String name) {
        return BASE + "." + name + "..";
    }

    /** The first part below the base package: {@code rewrite} for {@code dev.octet.rewrite.rules}. */
    private static String topName(String packageName) {
        return packageName.equals(BASE)
                ? PackageArrow.ROOT
                : packageName.substring(BASE.length() + 1).split("\\.", 2)[0];
    }
}

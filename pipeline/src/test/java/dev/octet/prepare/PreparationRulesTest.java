package dev.octet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Rule;
import dev.octet.testing.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the catalogue. */
class PreparationRulesTest {
    static Stream<Rule<?>> rules() {
        return Stream.of(
                        PreparationRules.CONSTANTS,
                        PreparationRules.SHAPES,
                        PreparationRules.SIMPLIFICATIONS,
                        PreparationRules.FOLDS,
                        PreparationRules.LAST_RESORT,
                        PreparationRules.KERNELS,
                        PreparationRules.BARRIERS)
                .flatMap(List::stream);
    }

    @Test
    void listsEveryRuleThereIs() throws IOException {
        Path sources = ProjectFolder.root().resolve("pipeline/src/main/java/dev/octet/prepare");
        try (Stream<Path> files = Files.walk(sources)) {
            Set<String> written = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(PreparationRulesTest::isRule)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(rules().map(Rule::name)).isSubsetOf(written);
            assertThat(written)
                    .hasSizeGreaterThan(20)
                    .isSubsetOf(rules().map(Rule::name).collect(Collectors.toSet()));
        }
    }

    private static boolean isRule(Path file) {
        try {
            return Files.readString(file).contains(" implements Rule<");
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void namesItsConditionsAsStatementsAllDifferent(Rule<?> rule) {
        List<String> names = rule.conditions().stream()
                .map(Condition::name)
                .map(String.class::cast)
                .toList();
        assertThat(names).isNotEmpty().doesNotHaveDuplicates().allMatch(name -> !name.endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void hasATestOfItsOwn(Rule<?> rule) {
        Path test = ProjectFolder.root()
                .resolve("pipeline/src/test/java")
                .resolve(rule.getClass().getName().replace('.', '/') + "Test.java");
        assertThat(test).exists();
    }
}

package dev.octet.defects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.testing.ProjectFolder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The table of known defects names tests that exist, and every test of this package. */
class DefectTableTest {
    private static final Path TESTS = ProjectFolder.root().resolve("pipeline/src/test");
    private static final Pattern NAMED = Pattern.compile("\\b(\\w+Test)\\.(\\w+)");

    private static Set<String> named() throws IOException {
        return NAMED.matcher(Files.readString(TESTS.resolve("resources/dev/octet/defects/cases.md")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The test methods of a class, as {@code Class.method}. */
    private static Stream<String> tests(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(DefectTableTest::isTest)
                .map(method -> type.getSimpleName() + "." + method.getName());
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    /** Test classes of all packages, by their simple name. */
    private static Map<String, Class<?>> classes() throws IOException {
        Path sources = TESTS.resolve("java");
        Map<String, Class<?>> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith("Test.java"))
                    .map(file -> type(sources.relativize(file)))
                    .forEach(type -> classes.put(type.getSimpleName(), type));
        }
        return classes;
    }

    private static Class<?> type(Path source) {
        String name = source.toString()
                .replace(".java", "")
                .replace(source.getFileSystem().getSeparator(), ".");
        try {
            return Class.forName(name, false, DefectTableTest.class.getClassLoader());
        } catch (ClassNotFoundException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, Class<?>> classes = classes();
        Set<String> existing = named().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .filter(classes::containsKey)
                .distinct()
                .flatMap(name -> tests(classes.getOrDefault(name, DefectTableTest.class)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(existing).containsAll(named());
    }

    @Test
    void everyTestOfThisPackageIsNamed() throws IOException {
        Set<String> all = classes().values().stream()
                .filter(type ->
                        type.getPackage() == DefectTableTest.class.getPackage() && type != DefectTableTest.class)
                .flatMap(DefectTableTest::tests)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(all).isNotEmpty();
        assertThat(named()).containsAll(all);
    }
}

package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The house rules that a program can check. The rest is in CONTRIBUTING.md. */
class StyleTest {
    private static final List<SourceFile> FILES = SourceFile.all();
    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 40;

    @Test
    void thereIsSomethingToCheck() {
        assertThat(FILES).filteredOn(SourceFile::isJava).hasSizeGreaterThan(40);
        assertThat(FILES).extracting(SourceFile::path).contains("pom.xml", "octet", ".ci/run", "CONTRIBUTING.md");
    }

    @Test
    void noFileIsLongerThan400Lines() {
        List<String> tooLong = FILES.stream()
                .filter(file -> file.isJava() || file.path().endsWith(".py"))
                .filter(file -> file.lines().size() > MAX_FILE_LINES)
                .map(file -> file.path() + ": " + file.lines().size() + " lines")
                .toList();

        assertThat(tooLong).as("files with more than one idea; split them").isEmpty();
    }

    @Test
    void noMethodIsLongerThan40Lines() {
        List<String> tooLong = FILES.stream()
                .filter(SourceFile::isJava)
                .flatMap(file -> MethodSize.of(file).stream())
                .filter(method -> method.lines() > MAX_METHOD_LINES)
                .map(MethodSize::toString)
                .toList();

        assertThat(tooLong).as("methods that do too much; split them").isEmpty();
    }

    @Test
    void everyPackageHasAPackageInfo() {
        Set<String> described = FILES.stream()
                .filter(file -> file.path().endsWith("/package-info.java"))
                .map(StyleTest::packageFolder)
                .collect(Collectors.toUnmodifiableSet());
        List<String> missing = FILES.stream()
                .filter(file -> file.isJava() && !isTestOfTheWholeProject(file))
                .filter(file -> !described.contains(packageFolder(file)))
                .map(SourceFile::folder)
                .distinct()
                .toList();

        assertThat(missing)
                .as("packages that nothing describes; say what is there and what is not")
                .isEmpty();
    }

    @Test
    void nothingIsLeftToDo() {
        // In two parts, or this line would be found.
        assertThat(find(file -> true, "\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b"))
                .as("unfinished work; finish it or describe it in an issue")
                .isEmpty();
    }

    @Test
    void noFileNamesAPlaceOnSomebodysMachine() {
        assertThat(find(file -> true, "(?<![\\w.)}-])/(root|home|work|Users|tmp)/\\w|[A-Z]:\\\\Users"))
                .as("absolute paths; use one relative to the project or a temporary folder")
                .isEmpty();
    }

    @Test
    void codeHasNoDashesThatOnlyLookLikeAMinus() {
        assertThat(find(SourceFile::isCode, "[\u2010-\u2015\u2212]"))
                .as("dashes that cannot be typed or searched for; use the minus sign of ASCII")
                .isEmpty();
    }

    private static List<String> find(Predicate<SourceFile> where, String what) {
        Pattern pattern = Pattern.compile(what);
        return FILES.stream()
                .filter(where)
                .flatMap(file -> file.find(pattern).stream())
                .toList();
    }

    /** The same for a package's sources and its tests, which share one package-info. */
    private static String packageFolder(SourceFile file) {
        return file.folder().replace("/src/test/", "/src/main/");
    }

    private static boolean isTestOfTheWholeProject(SourceFile file) {
        return file.folder().equals("pipeline/src/test/java/dev/octet");
    }
}

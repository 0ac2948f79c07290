package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.testing.ClassPlace;
import dev.octet.testing.ProjectFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guide and the README show of the library compiles, with the imports that the guide names. */
class JavaGuideTest {
    private static final Path GUIDE = ProjectFolder.root().resolve("src/site/markdown/java.md");
    private static final Pattern SNIPPET = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;$");

    /** What a program has of its own. */
    private static final String OWN = """
            private Path floatModel, quantizedModel;
            private List<Reading> readings;
            record Reading(String id, float[] values) {}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"src/site/markdown/java.md", "README.md"})
    void whatIsShownCompiles(String page) throws IOException {
        List<String> snippets =
                found(SNIPPET, Files.readString(ProjectFolder.root().resolve(page)));

        assertThat(snippets).isNotEmpty();
        assertThat(errors(program(snippets))).isEmpty();
    }

    /** One method, so that a snippet may go on where the one before it ended. */
    private static String program(List<String> snippets) throws IOException {
        String imports = String.join("\n", found(IMPORT, Files.readString(GUIDE)));
        String body = snippets.stream()
                .map(snippet -> IMPORT.matcher(snippet).replaceAll(""))
                .collect(Collectors.joining("\n"));
        return imports + "\nclass Shown {\n" + OWN + "void run() throws Exception {\n" + body + "\n}\n}\n";
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(match.groupCount()))
                .toList();
    }

    private List<String> errors(String program) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", folder.toString(), "-classpath", ClassPlace.of(StaticQuantization.class));
        compiler.getTask(null, null, found, options, null, List.of(new Source(program)))
                .call();
        List<String> errors = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> problem : found.getDiagnostics()) {
            if (problem.getKind() == Diagnostic.Kind.ERROR) {
                errors.add(problem.toString());
            }
        }
        return errors;
    }

    /** A program in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String text) {
            super(URI.create("string:///Shown.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

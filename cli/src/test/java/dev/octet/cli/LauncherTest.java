package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a checkout that looks built: its jar leads to the classes that are being tested. */
class LauncherTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @TempDir
    private Path checkout;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void build() throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "Skipped: there is no /bin/sh");
        Files.copy(Octet.sample("../../octet"), checkout.resolve("octet"));
        Files.createFile(checkout.resolve("pom.xml"));
        for (String folder : List.of(".mvn", "onnx-proto/src/main", "pipeline/src/main", "cli/src/main")) {
            Files.createDirectories(checkout.resolve(folder));
        }
        for (String module : List.of("onnx-proto", "pipeline", "cli")) {
            Files.createFile(checkout.resolve(module).resolve("pom.xml"));
        }
        Files.createDirectories(built().resolve("lib"));
        Path binding = Path.of(OrtEnvironment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.createSymbolicLink(built().resolve("lib").resolve(binding.getFileName()), binding);
        writeJar(built());
        Files.createFile(built().resolve("octet.stamp"));
    }

    private Path built() {
        return checkout.resolve("cli/target/launcher");
    }

    /** Links that lead out of a temporary folder are not the test engine's to remove. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> files = Files.walk(checkout)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    /** A jar without classes: what is on the test's class path stands in its manifest. */
    private static void writeJar(Path folder) throws IOException {
        List<String> classPath = new ArrayList<>();
        StringTokenizer entries = new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
        while (entries.hasMoreTokens()) {
            Path path = Path.of(entries.nextToken()).toAbsolutePath();
            // Relative, as Java's archives want them and as those of the build are.
            classPath.add(folder.relativize(Files.isDirectory(path) ? packed(path, folder) : path)
                    .toString());
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
        new JarOutputStream(Files.newOutputStream(folder.resolve("octet.jar")), manifest).close();
    }

    /** Java archives classes from jars alone. */
    private static Path packed(Path classes, Path folder) throws IOException {
        Path jar = Files.createTempFile(folder, "classes", ".jar");
        try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            output.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                output.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, output);
            }
        }
        return jar;
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(SHELL.toString(), checkout.resolve("octet").toString()));
        command.addAll(List.of(arguments));
        Path err = checkout.resolve("standard-error");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }

    private Path prepared() throws IOException {
        try (Stream<Path> folders = Files.list(built().resolve("prepared"))) {
            List<Path> all = folders.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static void assertTellsItsVersion(Run run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("octet ").contains("ONNX Runtime ");
        assertThat(run.out().lines()).hasSize(3);
    }

    @Test
    void unpacksTheLibraryOfOnnxRuntimeOnceAndUsesIt() throws Exception {
        assertTellsItsVersion(run(Map.of(), "--version"));
        Path library = prepared().resolve("native").resolve(System.mapLibraryName("onnxruntime"));
        assertThat(library).isRegularFile();
        assertThat(checkout.resolve("cli/target/launcher.lock")).doesNotExist();

        Files.delete(library);

        // The binding looks nowhere else, so that it fails shows that it was sent there, and that nothing was unpacked.
        assertThat(run(Map.of(), "--version").code()).isNotZero();
    }

    @Test
    void runsWithoutWhatItCouldNotPrepare() throws Exception {
        try (Stream<Path> jars = Files.list(built().resolve("lib"))) {
            Files.delete(jars.findFirst().orElseThrow());
        }

        assertTellsItsVersion(run(Map.of(), "--version"));

        assertThat(prepared().resolve("native")).doesNotExist();
        assertTellsItsVersion(run(Map.of(), "--version"));
    }

    @Test
    void archivesClassesInARehearsal() throws Exception {
        Files.createDirectories(checkout.resolve("calibration-data"));
        Files.createSymbolicLink(
                checkout.resolve("calibration-data/digits"), Octet.sample("").toAbsolutePath());
        Files.createDirectories(checkout.resolve("src"));
        Files.createSymbolicLink(
                checkout.resolve("src/rehearsal"),
                Octet.sample("../../src/rehearsal").toAbsolutePath());
        assertTellsItsVersion(run(Map.of(), "--version"));
        assertThat(prepared().resolve("classes.jsa")).isRegularFile();

        Run run = run(Map.of("JAVA_OPTS", "-Xlog:class+load"), "--version");

        assertThat(run.out())
                .contains("dev.octet.cli.Main source: shared objects file")
                .contains("picocli.CommandLine$Model$CommandSpec source: shared objects file");
    }

    /** A class that was renamed would be forgotten without a word. */
    @Test
    void namesClassesToTheCompilerThatThereAre() throws Exception {
        List<String> commands = Files.readAllLines(Octet.sample("../../src/launcher/compiler-commands")).stream()
                .filter(line -> line.startsWith("dontinline "))
                .toList();

        assertThat(commands).isNotEmpty();
        for (String command : commands) {
            String[] words = command.split(" ", 3);
            Class<?> named = Class.forName(words[1].replace('/', '.'));
            assertThat(named.getDeclaredMethods())
                    .as(command)
                    .anyMatch(method -> words[2].equals("*") || method.getName().equals(words[2]));
        }
    }

    @Test
    void saysNothingOfAnArchiveThatJavaRefuses() throws Exception {
        assertTellsItsVersion(run(Map.of(), "--version"));
        Files.writeString(prepared().resolve("classes.jsa"), "damaged".repeat(10_000));

        assertTellsItsVersion(run(Map.of(), "--version"));
        assertTellsItsVersion(run(Map.of("JAVA_OPTS", "-XX:+UseG1GC -Xmx512m"), "--version"));
    }
}

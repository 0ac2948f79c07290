package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the user guide, run as it stands there, but for where the sample lies. */
class GateScriptTest {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Pattern SCRIPT = Pattern.compile("```sh\n(#!/bin/sh\n.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    /** The launcher builds the project, which a test must not; this one runs what is being tested. */
    private void provideOctet() throws IOException {
        Path octet = Files.writeString(
                folder.resolve("octet"),
                "#!/bin/sh\nexec '%s' -Djava.awt.headless=true dev.octet.cli.Main \"$@\"\n"
                        .formatted(Path.of(System.getProperty("java.home"), "bin", "java")));
        assertThat(octet.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void theGatePassesAGoodModelAndFailsABrokenOneOfWhichTheTensorIsNamed() throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "Skipped: there is no /bin/sh");
        Matcher script = SCRIPT.matcher(Files.readString(Octet.sample("../../src/site/markdown/compare.md")));
        assertThat(script.find()).as("a script in compare.md").isTrue();
        provideOctet();

        String fromHere =
                script.group(1).replace("sample=calibration-data/digits", "sample='%s'".formatted(Octet.sample("")));
        ProcessBuilder builder = new ProcessBuilder(SHELL.toString(), "-c", fromHere)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .containsPattern("passed +min-sqnr logits +at least 20 dB")
                .containsPattern("FAILED +min-sqnr logits +at least 20 dB")
                .containsPattern("blame +quantized alone +SQNR +node\n +block\\.first\\.relu\\.output ")
                .doesNotContain("let a broken model pass");
    }
}

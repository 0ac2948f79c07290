package dev.octet.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProcessorTest {
    @TempDir
    Path folder;

    private static String target(String architecture, String... features) {
        return new HostProcessor(architecture, Set.of(features)).targetName();
    }

    @Test
    void recognizesDotProductsOfAnyKind() {
        assertThat(target("amd64", "sse2", "avx512_vnni")).isEqualTo("x86-64-vnni");
        assertThat(target("x86_64", "avx_vnni")).isEqualTo("x86-64-vnni");
        assertThat(target("amd64", "amx_int8")).isEqualTo("x86-64-vnni");
    }

    @Test
    void assumesNothingAboutAnX86ThatDoesNotSay() {
        assertThat(target("amd64")).isEqualTo("x86-64-avx2");
        assertThat(target("amd64", "avx2", "avx512f")).isEqualTo("x86-64-avx2");
    }

    @Test
    void recognizesArmAndNothingElse() {
        assertThat(target("aarch64")).isEqualTo("arm64");
        assertThat(target("riscv64")).isEqualTo("generic");
        assertThat(target("")).isEqualTo("generic");
    }

    @Test
    void readsTheFlagsOfTheFirstProcessor() throws IOException {
        Path file = Files.writeString(folder.resolve("cpuinfo"), """
                processor\t: 0
                flags\t\t: fpu vme vme avx512_vnni
                processor\t: 1
                flags\t\t: fpu
                """);
        assertThat(HostProcessor.featuresListedIn(file)).containsExactlyInAnyOrder("fpu", "vme", "avx512_vnni");
    }

    @Test
    void knowsNoFeaturesWhereNoneAreListed() throws IOException {
        assertThat(HostProcessor.featuresListedIn(folder.resolve("missing"))).isEmpty();
        assertThat(HostProcessor.featuresListedIn(Files.writeString(folder.resolve("empty"), "model: x\n")))
                .isEmpty();
    }

    @Test
    void theHostIsATargetOfTheTable() {
        assertThat(TargetTable.TARGETS).contains(TargetTable.host());
    }
}

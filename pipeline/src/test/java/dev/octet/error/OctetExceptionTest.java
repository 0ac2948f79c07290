package dev.octet.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OctetExceptionTest {
    @Test
    void showsNamesFromFilesOnOneLineAndWithoutEscapes() {
        OctetException failure = OctetException.invalidModel("Node 'a\nb\u001b[31mc\u202ed\u0000'");

        assertThat(failure).hasMessage("Node 'a b?[31mc?d?'");
    }

    @Test
    void keepsEveryVisibleSign() {
        String visible = "Node '\u00e4\u4f60\ud83d\ude00' (Conv): [1,3] < ~";

        assertThat(OctetException.configuration(visible)).hasMessage(visible);
    }

    @Test
    void cutsWhatNobodyWouldRead() {
        assertThat(OctetException.invalidData("x".repeat(1_000_000))).hasMessage("x".repeat(4000) + " ...");
    }

    @Test
    void hasAKindForPrograms() {
        assertThat(OctetException.invalidModel("").kind()).isEqualTo(Kind.INVALID_MODEL);
        assertThat(OctetException.invalidData("").kind()).isEqualTo(Kind.INVALID_DATA);
        assertThat(OctetException.configuration("").kind()).isEqualTo(Kind.CONFIGURATION);
    }
}

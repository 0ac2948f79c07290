package dev.octet.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountsTest {
    @Test
    void showsBytesInThreeDigits() {
        assertThat(Amounts.bytes(0)).isEqualTo("0 B");
        assertThat(Amounts.bytes(999)).isEqualTo("999 B");
        assertThat(Amounts.bytes(1000)).isEqualTo("1.00 kB");
        assertThat(Amounts.bytes(9_994)).isEqualTo("9.99 kB");
        assertThat(Amounts.bytes(9_996)).isEqualTo("10.0 kB");
        assertThat(Amounts.bytes(454_129)).isEqualTo("454 kB");
        assertThat(Amounts.bytes(999_499)).isEqualTo("999 kB");
        assertThat(Amounts.bytes(999_500)).isEqualTo("1.00 MB");
        assertThat(Amounts.bytes(Long.MAX_VALUE)).isEqualTo("9223372 TB");
    }

    @Test
    void countsThingsInTheSingularAndThePlural() {
        assertThat(Amounts.count(1, "node")).isEqualTo("1 node");
        assertThat(Amounts.count(0, "node")).isEqualTo("0 nodes");
        assertThat(Amounts.count(3_200, "node")).isEqualTo("3,200 nodes");
    }

    @Test
    void showsTimesAsPeopleSayThem() {
        assertThat(Amounts.duration(40_000_000L)).isEqualTo("0.0 s");
        assertThat(Amounts.duration(9_940_000_000L)).isEqualTo("9.9 s");
        assertThat(Amounts.duration(9_960_000_000L)).isEqualTo("10 s");
        assertThat(Amounts.duration(59_600_000_000L)).isEqualTo("1 min 0 s");
        assertThat(Amounts.duration(125_000_000_000L)).isEqualTo("2 min 5 s");
    }

    @Test
    void showsSharesAsPercent() {
        assertThat(Amounts.percent(0.287)).isEqualTo("28.7 %");
    }
}

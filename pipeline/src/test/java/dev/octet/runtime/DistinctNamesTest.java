package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.testing.GraphText;
import org.junit.jupiter.api.Test;

class DistinctNamesTest {
    @Test
    void aBodyKeepsTheValuesThatItReadsFromOutside() {
        Model model = GraphText.parse("""
                c: bool; x: float[2]
                t = Neg(x)
                y = If(c) {
                    then_branch={t = Abs(x); W = float[2] {1, 2}; a = Add(t, W); return a},
                    else_branch={t = Relu(x); return t}}
                z = Add(t, y)
                return z
                """);

        assertThat(GraphText.print(DistinctNames.in(model))).isEqualTo(GraphText.print(GraphText.parse("""
                        c: bool; x: float[2]
                        t = Neg(x)
                        y = If(c) {
                            then_branch={t_2 = Abs(x); W = float[2] {1, 2}; a = Add(t_2, W); return a},
                            else_branch={t_3 = Relu(x); return t_3}}
                        z = Add(t, y)
                        return z
                        """)));
    }

    @Test
    void namesOfEveryGraphAroundAreTaken() {
        Model model = GraphText.parse("""
                c: bool; x: float[2]
                y = If(c) {
                    then_branch={
                        s = Abs(x)
                        q = If(c) {then_branch={s = Neg(x); return s}, else_branch={r = Neg(s); return r}}
                        return q},
                    else_branch={s = Relu(x); return s}}
                return y
                """);

        assertThat(GraphText.print(DistinctNames.in(model)))
                .contains("s_2 = Neg(x)", "return s_2")
                .contains("r = Neg(s)")
                .contains("s = Relu(x)");
    }

    @Test
    void aModelWithoutSuchNamesStaysAsItIs() {
        Model model = GraphText.parse("""
                c: bool; x: float[2]
                t = Neg(x)
                y = If(c) {then_branch={a = Abs(t); return a}, else_branch={b = Relu(t); return b}}
                return y
                """);

        assertThat(GraphText.print(DistinctNames.in(model))).isEqualTo(GraphText.print(model));
    }
}

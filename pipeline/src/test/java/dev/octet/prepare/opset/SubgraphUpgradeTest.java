package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;

import org.junit.jupiter.api.Test;

/** Graphs inside nodes are upgraded with the graph around them. */
class SubgraphUpgradeTest {
    @Test
    void putsConstantsWhereTheyAreRead() {
        assertThatUpgrade("""
                        opset 10
                        c: bool[]
                        x: float[1,3]
                        y = If(c) {
                            then_branch={ t = Clip(x) {min=0.0}; return t },
                            else_branch={ e = Clip(x) {max=0.0}; return e }
                        }
                        return y
                        """, 13).becomes("""
                        y = If(c) {
                            then_branch={ t/min = float[] {0}; t = Clip(x, t/min); return t },
                            else_branch={ e/max = float[] {0}; e = Clip(x, , e/max); return e }
                        }
                        return y
                        """);
    }

    @Test
    void upgradesGraphsWithinGraphs() {
        assertThatUpgrade("""
                        opset 11
                        c: bool[]
                        x: float[2,3]
                        y = If(c) {
                            then_branch={
                                t = If(c) {
                                    then_branch={ s = ReduceSum(x) {axes=[1]}; return s },
                                    else_branch={ n = ReduceMin(x) {axes=[1]}; return n }
                                }
                                return t
                            },
                            else_branch={ e = ReduceMax(x) {axes=[1]}; return e }
                        }
                        return y
                        """, 18).becomes("""
                        y = If(c) {
                            then_branch={
                                t = If(c) {
                                    then_branch={ s/axes = int64[1] {1}; s = ReduceSum(x, s/axes); return s },
                                    else_branch={ n/axes = int64[1] {1}; n = ReduceMin(x, n/axes); return n }
                                }
                                return t
                            },
                            else_branch={ e/axes = int64[1] {1}; e = ReduceMax(x, e/axes); return e }
                        }
                        return y
                        """);
    }

    @Test
    void knowsConstantsOfTheGraphsAround() {
        assertThatUpgrade("""
                        opset 10
                        c: bool[]
                        x: float[1,1,2,2]
                        s = values[4] {1, 1, 2, 2}
                        y = If(c) {
                            then_branch={ t = Resize(x, s); return t },
                            else_branch={ r = Concat(x, x) {axis=2}; e = Concat(r, r) {axis=3}; return e }
                        }
                        return y
                        """, 13).becomes("""
                        y = If(c) {
                            then_branch={
                                t = Resize(x, , s) {coordinate_transformation_mode="asymmetric", nearest_mode="floor"}
                                return t
                            },
                            else_branch={ r = Concat(x, x) {axis=2}; e = Concat(r, r) {axis=3}; return e }
                        }
                        return y
                        """);
    }

    @Test
    void doesNotTakeAConstantForOneOfTheSameNameInside() {
        assertThatUpgrade("""
                        opset 10
                        n = int64[] {2}
                        go = bool[] {true}
                        x: float[4]
                        s = values[4] {1, 1, 2, 2}
                        y = Loop(n, go, x) {body={
                            i: int64[]
                            k: bool[]
                            v: float[4]
                            s = Identity(v)
                            p = Constant() {value=float[1,1,2,2] {1, 2, 3, 4}}
                            r = Resize(p, s)
                            f = ReduceMean(r) {keepdims=0}
                            w = Mul(v, f)
                            return k, w: float[4]
                        }}
                        return y
                        """, 13)
                .knowingNoTypes()
                .isRefused("(Resize) cannot go to opset 11: it takes the nearest pixel");
    }

    @Test
    void knowsTheTypeInsideWhereTheModelHasJustOne() {
        assertThatUpgrade("""
                        opset 10
                        c: bool[]
                        x: float16[2]
                        y = If(c) {
                            then_branch={ r = Neg(x); t = Clip(r) {min=0.5}; return t },
                            else_branch={ e = Identity(x); return e }
                        }
                        return y
                        """, 11).becomesUnrun("""
                        opset 11
                        c: bool[]
                        x: float16[2]
                        y = If(c) {
                            then_branch={ "t/min" = float16[] {0.5}; r = Neg(x); t = Clip(r, "t/min"); return t },
                            else_branch={ e = Identity(x); return e }
                        }
                        return y
                        """);
    }

    @Test
    void refusesTheWholeModelForANodeInside() {
        assertThatUpgrade("""
                        opset 9
                        c: bool[]
                        x: float[2]
                        y = If(c) {
                            then_branch={ r, mask = Dropout(x); t = Add(r, mask); return t },
                            else_branch={ e = Identity(x); return e }
                        }
                        return y
                        """, 10).isRefused("its mask is read");
    }

    @Test
    void keepsAMaskThatOnlyASubgraphReads() {
        assertThatUpgrade("""
                        opset 9
                        c: bool[]
                        x: float[2]
                        d, mask = Dropout(x)
                        y = If(c) {
                            then_branch={ t = Identity(mask); return t },
                            else_branch={ e = Identity(d); return e }
                        }
                        return y
                        """, 10).isRefused("its mask is read");
    }
}

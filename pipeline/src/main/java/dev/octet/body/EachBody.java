package dev.octet.body;

import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.prepare.constant.ReplaceConstantNode;
import dev.octet.rewrite.Pass;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Trace;
import java.util.List;
import java.util.Map;

/** Changes every body of a model that may have weights, without looking at what it is given. */
public final class EachBody {
    private final Names names;
    private final Pass preparation;
    private final Change change;

    /** A change to a body as to a model of its own, which keeps its inputs and outputs. */
    @FunctionalInterface
    public interface Change {
        /**
         * The changed model.
         *
         * @param body the body as a model, made ready
         * @param where the body, as shown to people
         */
        Model apply(Model body, String where);
    }

    private EachBody(Names names, Pass preparation, Change change) {
        this.names = names;
        this.preparation = preparation;
        this.change = change;
    }

    /**
     * A model with its bodies changed.
     *
     * @param exact the model whose bodies they are
     * @param changed what was made of its main graph; the holders of its bodies keep their results
     * @param preparation makes a body ready, whose constants are initializers already
     */
    public static Model of(Model exact, Model changed, Pass preparation, Change change) {
        Names names = Names.of(changed);
        names.take(exact.graph().definedNames());
        return new EachBody(names, preparation, change).in(exact, changed, "");
    }

    private Model in(Model exact, Model model, String around) {
        Model result = model;
        for (BodySite site : BodySite.in(exact.graph())) {
            String where = site.label() + around;
            BodyModel body = BodyModel.of(exact, Map.of(), site);
            Model plain = new RulePass(List.of(new ReplaceConstantNode()))
                    .then(preparation)
                    .apply(body.model(), new Trace());
            Model own = body.renamed(change.apply(plain, where), names);
            Model whole = in(plain, own, ", in " + where);
            result = site.replacedIn(result, body, whole);
        }
        return result;
    }
}

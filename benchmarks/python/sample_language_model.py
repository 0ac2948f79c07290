"""Token sequences that a language model makes up itself, as samples for `octet quantize --data`.

usage: sample_language_model.py MODEL.onnx OUTPUT.npy SEQUENCES TOKENS START [SEED]

The model has one input of ids, [sequences, tokens], and gives logits [sequences, tokens, words] first. Each sequence begins
with the id START; every next token is drawn with the probability that the model gives it, so that the text is like what
the model was trained on. Needs numpy and onnxruntime.
"""

import sys

import numpy
import onnxruntime


def sequences(session, count, length, start, random):
    name = session.get_inputs()[0].name
    ids = numpy.full((count, 1), start, numpy.int64)
    while ids.shape[1] < length:
        logits = session.run(None, {name: ids})[0][:, -1].astype(numpy.float64)
        odds = numpy.exp(logits - logits.max(-1, keepdims=True))
        reached = (odds / odds.sum(-1, keepdims=True)).cumsum(-1)
        drawn = (reached > random.random((count, 1))).argmax(-1)
        ids = numpy.concatenate([ids, drawn[:, None]], 1)
    return ids


def main(arguments):
    if len(arguments) not in (5, 6):
        sys.exit(__doc__)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(arguments[0], options, providers=["CPUExecutionProvider"])
    count, length, start = map(int, arguments[2:5])
    random = numpy.random.default_rng(int(arguments[5]) if len(arguments) == 6 else 1)
    numpy.save(arguments[1], sequences(session, count, length, start, random))


main(sys.argv[1:])

#!/usr/bin/env bash
# Quantizes the weights of a model larger than memory, and sets it against a copy of its files.
#
# usage: benchmarks/large_model.sh GIGABYTES FOLDER [OPTIONS OF octet quantize]
#
# Without options: --mode=weight-only --bits 4.
# FOLDER needs room for the model and two thirds more. Prints the seconds of a copy and of quantization, both with the data
# flushed to the disk, their ratio, the processor seconds of quantization on all cores together, and the largest anonymous
# memory of the process: what it holds beyond mapped files.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
(($# >= 2)) || { sed -n '4,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
gigabytes=$1
folder=$2
shift 2
options=("$@")
((${#options[@]} > 0)) || options=(--mode=weight-only --bits 4)
"$home/octet" --version >/dev/null # builds it if need be
jar=$(find "$home/cli/target/launcher" -maxdepth 1 -name 'octet*.jar' | head -n 1)
seconds() { date +%s.%N; }

mkdir -p "$folder"
model=$folder/decoder.onnx
[[ -f $model ]] || java -Xmx512m -cp "$jar" "$home/benchmarks/src/main/java/dev/octet/benchmarks/DecoderModel.java" "$gigabytes" "$model"

began=$(seconds)
mkdir "$folder/copy"
cp "$folder"/decoder.onnx* "$folder/copy/"
sync "$folder"/copy/*
copy=$(echo "$(seconds) - $began" | bc)
rm -r "$folder/copy"

began=$(seconds)
java -Xmx1g -jar "$jar" quantize "${options[@]}" --output "$folder/quantized.onnx" "$model" &
process=$!
largest=0
ticks=0
while kill -0 "$process" 2>/dev/null; do
    now=$(sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$process/status" 2>/dev/null || true)
    ((${now:-0} > largest)) && largest=$now
    # Clock ticks in user and system mode, fields 14 and 15 of proc(5).
    ticks=$(awk '{ print $14 + $15 }' "/proc/$process/stat" 2>/dev/null || echo "$ticks")
    sleep 0.05
done
wait "$process"
quantize=$(echo "$(seconds) - $began" | bc)

printf 'copy %.1f s, quantize %.1f s, ratio %.2f, processor %.0f s, anonymous memory %d MB\n' \
    "$copy" "$quantize" "$(echo "$quantize / $copy" | bc -l)" "$(echo "$ticks / $(getconf CLK_TCK)" | bc -l)" $((largest / 1024))

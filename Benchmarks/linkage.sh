#!/usr/bin/env bash
# Record linkage by our engine and by Splink, in one run on the same files: processor time, wall
# time, memory, accuracy. Builds the release binary, installs Splink and the sets into .build-peers
# and writes a dated table to Results. Arguments go to Peers/linkage_bench.py:
#   --only SET,...       of febrl3, febrl4, fake_1000, pseudopeople
#   --records N          and populations of so many records; may be given twice
#   --seeds A,B,...      by these seeds instead of three drawn now
#   --population FILE    a population written before, as CSV; may be given twice
#   --ours               ours alone
#   --later N            and for each population N rows looked up in, and added to, the others
#   --quick              the small sets and 20,000 records, ours alone, with one thread and with all;
#                        nothing written; under a minute
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --package-path Benchmarks -c release --product link-runs >&2 </dev/null
source Benchmarks/Peers/environment.sh
if [[ " $* " == *" --quick "* ]]; then
  peers_environment linkage-quick recordlinkage recordlinkage==0.16
else
  peers_environment linkage splink,recordlinkage,pseudopeople \
    splink==5.0.0 duckdb==1.5.6 recordlinkage==0.16 pseudopeople
fi

arguments=("$@")
if [[ " $* " != *" --quick "* && " $* " != *" --output "* ]]; then
  arguments+=(--output "Benchmarks/Results/linkage-$(date -u +%F).md")
fi
"$python" Benchmarks/Peers/linkage_bench.py \
  Benchmarks/.build/release/link-runs "${arguments[@]}"

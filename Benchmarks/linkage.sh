#!/usr/bin/env bash
# Record linkage by our engine and by Splink, in one run on the same files: processor time, wall
# time, memory, accuracy. Builds the release binary, installs Splink and the sets into .build-peers
# and writes a dated table to Results. Arguments go to Peers/linkage_bench.py:
#   --only SET,...       of febrl3, febrl4, fake_1000, pseudopeople
#   --population FILE    a population that `LinkagePopulation` wrote, as CSV; may be given twice
#   --quick              the small sets alone, ours alone, nothing written
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --package-path Benchmarks -c release --product link-runs >&2 </dev/null
source Benchmarks/Peers/environment.sh
peers_environment linkage splink,recordlinkage,pseudopeople \
  splink==5.0.0 duckdb==1.5.6 recordlinkage==0.16 pseudopeople

arguments=("$@")
if [[ " $* " != *" --quick "* && " $* " != *" --output "* ]]; then
  arguments+=(--output "Benchmarks/Results/linkage-$(date -u +%F).md")
fi
"$python" Benchmarks/Peers/linkage_bench.py \
  Benchmarks/.build/release/link-runs "${arguments[@]}"

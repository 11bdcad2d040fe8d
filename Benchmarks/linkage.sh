#!/usr/bin/env bash
# Record linkage by our engine and by Splink, in one run on the same files: processor time, wall
# time, memory, accuracy. Builds the release binary, installs Splink and the sets into .build-peers
# and writes a dated table to Results. Arguments go to Peers/linkage_bench.py:
#   --only SET,...       of febrl3, febrl4, fake_1000, pseudopeople
#   --population FILE    a population that `LinkagePopulation` wrote, as CSV; may be given twice
#   --quick              the small sets alone, ours alone, nothing written: what CI runs
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --package-path Benchmarks -c release --product link-runs >&2 </dev/null
venv=.build-peers/linkage
if ! "$venv/bin/python" -c 'import splink, recordlinkage, pseudopeople' 2>/dev/null; then
  echo "linkage: installing Splink, recordlinkage and pseudopeople into $venv" >&2
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet splink==5.0.0 duckdb==1.5.6 recordlinkage==0.16 pseudopeople \
    >&2 </dev/null
fi

arguments=("$@")
if [[ " $* " != *" --quick "* && " $* " != *" --output "* ]]; then
  arguments+=(--output "Benchmarks/Results/linkage-$(date -u +%F).md")
fi
"$venv/bin/python" Benchmarks/Peers/linkage_bench.py \
  Benchmarks/.build/release/link-runs "${arguments[@]}"

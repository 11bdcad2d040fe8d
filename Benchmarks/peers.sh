#!/usr/bin/env bash
# The table against igraph, NetworKit and, where GAPBS and GVE_LEIDEN name them, GAPBS and
# GVE-Leiden. Builds the release binary, installs what is missing into .build-peers, makes the
# graphs and runs every row. Arguments go to Peers/peers.py: --quick, --growth, --only, --threads.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --package-path Benchmarks -c release --product graph-kernels >&2 </dev/null
source Benchmarks/Peers/environment.sh
peers_environment venv igraph,networkit,numpy,scipy igraph==1.0.0 networkit==11.2.2 numpy scipy

arguments=("$@")
if [[ " $* " != *" --quick "* && " $* " != *" --output "* ]]; then
  kind=peers
  [[ " $* " == *" --growth "* ]] && kind=growth
  arguments+=(--output "Benchmarks/Results/graph-core-$kind-$(date -u +%F).md")
fi
"$python" Benchmarks/Peers/peers.py Benchmarks/.build/release/graph-kernels "${arguments[@]}"

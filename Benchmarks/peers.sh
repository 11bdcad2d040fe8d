#!/usr/bin/env bash
# The table against igraph, NetworKit and, where GAPBS and GVE_LEIDEN name them, GAPBS and
# GVE-Leiden. Builds the release binary, installs what is missing into .build-peers, makes the
# graphs and runs every row. Arguments go to Peers/peers.py: --quick, --growth, --only, --threads.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --package-path Benchmarks -c release --product graph-kernels >&2 </dev/null
venv=.build-peers/venv
if ! "$venv/bin/python" -c 'import igraph, networkit, numpy, scipy' 2>/dev/null; then
  echo "peers: installing igraph and NetworKit into $venv" >&2
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet igraph==1.0.0 networkit==11.2.2 numpy scipy >&2 </dev/null
fi

arguments=("$@")
if [[ " $* " != *" --quick "* && " $* " != *" --output "* ]]; then
  kind=peers
  [[ " $* " == *" --growth "* ]] && kind=growth
  arguments+=(--output "Benchmarks/Results/graph-core-$kind-$(date -u +%F).md")
fi
"$venv/bin/python" Benchmarks/Peers/peers.py Benchmarks/.build/release/graph-kernels "${arguments[@]}"

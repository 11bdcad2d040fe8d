#!/usr/bin/env bash
# Makes a world of ROWS rows, imports, links and assesses it, and prints time and peak memory of
# each stage as a table.
#
#   Benchmarks/scale.sh [OCG] [ROWS] [SEED]
set -euo pipefail
cd "$(dirname "$0")/.."
ocg=${1:-.build-release/release/ocg}
rows=${2:-650000}
seed=${3:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "$(date -u +%F), $(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)," \
  "$(awk '/MemTotal/ {printf "%.0f GB", $2 / 1048576}' /proc/meminfo), $("$ocg" --version)"
echo "Benchmarks/scale.sh OCG $rows $seed"
echo
echo "| Stage | Seconds | Processor seconds | Peak MB |"
echo "|---|---:|---:|---:|"
measure() { python3 Benchmarks/Peers/measure.py "$@"; }

measure synth "$ocg" synth --world fens --scale "$rows" --seed "$seed" --output "$work/world"
measure "demo (import, link, assess, draw)" \
  "$ocg" demo --data "$work/world" --output "$work/demo"

# The same stage by stage, on a case of its own.
case=$work/stages.ocgcase
"$ocg" new "$case" >/dev/null
python3 Benchmarks/Peers/import_world.py "$ocg" "$case" "$work/world"
measure link "$ocg" link "$case"
measure "assess and draw" "$ocg" assess "$case" --period 2026-Q3 --output "$work/products"
echo
echo "case file: $(stat -c %s "$case" | awk '{printf "%.0f MB", $1 / 1e6}')," \
  "exports: $(du -sm --exclude=truth "$work/world" | cut -f 1) MB"

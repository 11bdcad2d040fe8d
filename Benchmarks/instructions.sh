#!/usr/bin/env bash
# Counts the instructions of each kernel on small fixed graphs (callgrind, one thread) and compares
# them with the committed counts. Fails where one has risen by more than 5 %.
#
#   Benchmarks/instructions.sh            compare with Benchmarks/Results/instructions.csv
#   Benchmarks/instructions.sh --write    write that file anew; the commit says why
#
# Only the function `measured` of graph-kernels is counted: start-up, loading, and the building of the
# graph, where that is not the kernel, are left out.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v valgrind >/dev/null; then
  echo "instructions: no valgrind on the path; run .ci/setup" >&2
  exit 2
fi
swift build --package-path Benchmarks -c release --product graph-kernels >&2 </dev/null
kernels=Benchmarks/.build/release/graph-kernels
budgets=Benchmarks/Results/instructions.csv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

$kernels generate kron --scale 10 --seed 1 --output "$work/kron.edges" >&2
$kernels generate planted-small --n 2000 --seed 1 --output "$work/planted.edges" >&2
$kernels generate household --n 300 --simple --giant --seed 1 --output "$work/household.edges" >&2

measure() {  # GRAPH KERNEL
  local count
  count=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect='*measured*' \
    "$kernels" run "$work/$1.edges" --kernel "$2" --threads 1 --error 0.03 2>&1 >/dev/null |
    sed -n 's/^==[0-9]*== Collected : *\([0-9]*\).*/\1/p')
  if [[ -z $count || $count == 0 ]]; then
    echo "instructions: nothing counted for $2 on $1" >&2
    return 255
  fi
  echo "$1,$2,$count" >"$work/$1-$2.count"
}
export -f measure
export kernels work

# Exact betweenness and the harmonic measure only where they are small; the rest on two graphs.
slow=" betweenness link-betweenness betweenness-sampled harmonic closeness "
for kernel in $($kernels list | sed -n 's/^kernels: //p'); do
  if [[ $slow == *" $kernel "* ]]; then
    echo "household $kernel"
  else
    echo "kron $kernel"
    echo "planted $kernel"
  fi
done >"$work/jobs"
xargs -P "${OCG_JOBS:-$(nproc)}" -L 1 bash -c 'measure "$1" "$2"' measure <"$work/jobs"

{
  echo "graph,kernel,instructions"
  while read -r graph kernel; do cat "$work/$graph-$kernel.count"; done <"$work/jobs"
} >"$work/now.csv"

if [[ ${1:-} == --write ]]; then
  cp "$work/now.csv" "$budgets"
  echo "instructions: $(($(wc -l <"$budgets") - 1)) counts written to $budgets"
  exit 0
fi

awk -F, '
  FNR == 1 { next }
  NR == FNR { budget[$1 "," $2] = $3; next }
  {
    name = $1 "," $2
    if (!(name in budget)) { printf "%-34s %12d  not committed\n", $1 " " $2, $3; wrong++; next }
    change = 100 * ($3 / budget[name] - 1)
    # A count of a few thousand instructions moves by what the allocator does.
    worse = change > 5 && $3 - budget[name] > 20000
    printf "%-34s %12d %+7.1f %%%s\n", $1 " " $2, $3, change, worse ? "  TOO MANY" : ""
    wrong += worse
  }
  END {
    if (wrong) {
      print "instructions: " wrong " too many or not committed; make the kernel cheaper, or commit"
      print "the counts of Benchmarks/instructions.sh --write and say why"
      exit 1
    }
    print "instructions: every kernel within 5 % of its count"
  }' "$budgets" "$work/now.csv"

#!/usr/bin/env bash
# Runs the suites under a sanitizer, built apart:
#
#   Benchmarks/sanitize.sh address|thread [arguments of swift test, such as --filter GraphCoreTests]
#
# A copy is tested, in which three things are as a sanitizer needs them:
# - The processes that draw charts set no limit on their address space, of which a sanitizer takes
#   terabytes, and do not look for memory that Graphviz never gives back.
# - For threads: the compiler of Swift 6.3 writes no valid code for a compound assignment to a cell of a
#   stored block where accesses are watched; `x[i] += y` stands as `x[i] = x[i] + (y)`. The sanitizer does
#   not see the standard library's Mutex either: what runs under the lock of an OrderedSum, and of a test of
#   its own, is left out of its reports.
# Tests that hold the limit of the address space itself fail in such a copy.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-}
case $kind in
  address | thread) shift ;;
  *) echo "sanitize.sh: say address or thread" >&2; exit 64 ;;
esac
scratch=$PWD/.build-$kind
copy=$scratch/checkout
mkdir -p "$copy"
# Files that did not change keep their dates, so that little is built anew.
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
cp -a .ci .swift-format Package.swift README.md Sources Tests Benchmarks datasets "$fresh"
rm -rf "$fresh/Benchmarks/.build"
# Exchanges in a file what must be in it.
exchange() {
  grep -qF -- "$2" "$fresh/$1" || { echo "sanitize.sh: $1 has no '$2'" >&2; exit 1; }
  python3 -c 'import sys; p, a, b = sys.argv[1:]; s = open(p).read(); open(p, "w").write(s.replace(a, b))' \
    "$fresh/$1" "$2" "$3"
}
exchange Sources/Reporting/Drawing/GraphvizRenderer.swift ' && set(RLIMIT_AS, memory)' ''
exchange Sources/Reporting/ChartWorker.swift '["LC_ALL": "C.UTF-8",' \
  '["LC_ALL": "C.UTF-8", "ASAN_OPTIONS": "detect_leaks=0",'
if [[ $kind == thread ]]; then
  cell='unsafe ([A-Za-z_.]+)\[(.+)\] (&\+|&-|[|&+*/-])= '
  find "$fresh/Sources/GraphCore" -name '*.swift' -exec sed -E -i \
    -e "s#$cell(.+) \}\$#unsafe \1[\2] = \1[\2] \3 (\4) }#" \
    -e "s#$cell(.+)\$#unsafe \1[\2] = \1[\2] \3 (\4)#" {} +
  printf 'race:10OrderedSumC\nrace:WorkControlTests\n' >"$scratch/suppressions"
  export TSAN_OPTIONS="suppressions=$scratch/suppressions"
else
  # The runner of the tests gives not all back either. Graphviz compares the name of a font with that of an
  # earlier chart, which it gave back: a worker draws one chart and never meets that, the tests draw many.
  echo 'interceptor_via_lib:libgvplugin_pango' >"$scratch/suppressions"
  export ASAN_OPTIONS="detect_leaks=0:suppressions=$scratch/suppressions"
fi
(cd "$fresh" && find . -type f -print0) | while IFS= read -r -d '' file; do
  cmp -s "$fresh/$file" "$copy/$file" && continue
  mkdir -p "$copy/$(dirname "$file")"
  cp "$fresh/$file" "$copy/$file"
done
(cd "$copy" && find . -type f -print0) | while IFS= read -r -d '' file; do
  [[ -e $fresh/$file ]] || rm "$copy/$file"
done
[[ -e $scratch/shared ]] || ln -s "$PWD/../shared" "$scratch/shared"
cd "$copy"
swift build --build-tests --sanitize "$kind" --scratch-path "$scratch/build" </dev/null
swift test --skip-build --sanitize "$kind" --scratch-path "$scratch/build" "$@" </dev/null

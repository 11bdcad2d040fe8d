#!/usr/bin/env bash
# Runs the suites under a sanitizer, built apart:
#
#   Benchmarks/sanitize.sh address|thread [arguments of swift test, such as --filter GraphCoreTests]
#
# The compiler of Swift 6.3 writes no valid code for a compound assignment to a cell of a stored block
# where accesses are watched for the thread sanitizer; a copy is tested in which `x[i] += y` stands as
# `x[i] = x[i] + (y)`. The sanitizer does not see the standard library's Mutex either: what runs under the
# lock of an OrderedSum, and of a test of its own, is left out of its reports.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-}
case $kind in
  address | thread) shift ;;
  *) echo "sanitize.sh: say address or thread" >&2; exit 64 ;;
esac
scratch=$PWD/.build-$kind
if [[ $kind == thread ]]; then
  copy=$scratch/checkout
  mkdir -p "$copy"
  # Files that did not change keep their dates, so that little is built anew.
  fresh=$(mktemp -d)
  trap 'rm -rf "$fresh"' EXIT
  cp -a .ci .swift-format Package.swift README.md Sources Tests Benchmarks datasets "$fresh"
  cell='unsafe ([A-Za-z_.]+)\[(.+)\] (&\+|&-|[|&+*/-])= '
  find "$fresh/Sources/GraphCore" -name '*.swift' -exec sed -E -i \
    -e "s#$cell(.+) \}\$#unsafe \1[\2] = \1[\2] \3 (\4) }#" \
    -e "s#$cell(.+)\$#unsafe \1[\2] = \1[\2] \3 (\4)#" {} +
  (cd "$fresh" && find . -type f -print0) | while IFS= read -r -d '' file; do
    cmp -s "$fresh/$file" "$copy/$file" && continue
    mkdir -p "$copy/$(dirname "$file")"
    cp "$fresh/$file" "$copy/$file"
  done
  (cd "$copy" && find . -type f -print0) | while IFS= read -r -d '' file; do
    [[ -e $fresh/$file ]] || rm "$copy/$file"
  done
  [[ -e $scratch/shared ]] || ln -s "$PWD/../shared" "$scratch/shared"
  printf 'race:10OrderedSumC\nrace:WorkControlTests\n' >"$scratch/suppressions"
  export TSAN_OPTIONS="suppressions=$scratch/suppressions"
  cd "$copy"
fi
swift build --build-tests --sanitize "$kind" --scratch-path "$scratch/build" </dev/null
swift test --skip-build --sanitize "$kind" --scratch-path "$scratch/build" "$@" </dev/null

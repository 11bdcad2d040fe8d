#!/usr/bin/env bash
# Flips a sign or a comparison of the graph core, one at a time in a scratch copy, and expects a
# test to go red. The list has one mutation per line, by tabs: file, exact text, its replacement,
# filter of the tests. The text must stand in the file exactly once.
#
#   Benchmarks/mutations.sh [LIST [WORD]]    only lines in which WORD occurs
#
# A mutation that does not build is a fault of the list, and so is a filter that is red or empty
# without any mutation. Exit code 1 if a mutation survives or the list has a fault.
set -euo pipefail
cd "$(dirname "$0")/.."
list=${1:-Benchmarks/mutations.tsv}
word=${2:-}
scratch=$PWD/.build-mutations
tree=$scratch/tree
core=$tree/core
mkdir -p "$core"

# The tests look for shared data beside the checkout.
ln -sfn "$PWD/../shared" "$scratch/shared"
rm -rf "$tree/Sources" "$tree/Tests" "$core/Sources"
mkdir -p "$tree/Sources" "$tree/Tests" "$core/Sources"
cp -r Sources/Records Sources/CCSV "$tree/Sources"
cp -r Tests/GraphCoreTests Tests/Support "$tree/Tests"
cp -r Sources/GraphCore "$core/Sources"

settings='
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]'
# The graph core is a dynamic library here: a mutation builds that alone, never the tests again.
cat >"$core/Package.swift" <<EOF
// swift-tools-version: 6.2
import PackageDescription
$settings
let package = Package(
  name: "core",
  products: [.library(name: "GraphCore", type: .dynamic, targets: ["GraphCore"])],
  targets: [.target(name: "GraphCore", swiftSettings: settings)])
EOF
cat >"$tree/Package.swift" <<EOF
// swift-tools-version: 6.2
import PackageDescription
$settings
let core = Target.Dependency.product(name: "GraphCore", package: "core")
let package = Package(
  name: "ocg",
  dependencies: [.package(path: "core")],
  targets: [
    .systemLibrary(name: "CCSV"),
    .target(name: "Records", dependencies: ["CCSV"], swiftSettings: settings),
    .target(
      name: "Support", dependencies: [core, "Records"], path: "Tests/Support",
      swiftSettings: settings),
    .testTarget(
      name: "GraphCoreTests", dependencies: [core, "Support"], swiftSettings: settings),
  ])
EOF
# What targets of one package share is public between two packages.
opening='s/^  package func/  public func/'
find "$core/Sources" -name '*.swift' -exec sed -i "$opening" {} +

# OCG_RUN may name a command that every build and test goes through.
read -ra through <<<"${OCG_RUN:-}"
swiftly() { "${through[@]}" timeout 900 swift "$@" </dev/null; }
build_tests() {
  swiftly build --package-path "$tree" --build-tests -j 1 >"$scratch/build.log" 2>&1 || return
  program=$(swiftly build --package-path "$tree" --show-bin-path)
}
build() {
  swiftly build --package-path "$core" --scratch-path "$core/.build" -j 1 \
    >"$scratch/build.log" 2>&1 || return
  cp "$core/.build/debug/libGraphCore.so" "$program"
}

# Returns 0 where the tests pass, 1 where they fail, do not end, or crash, 2 where there are none.
passes() {
  if (cd "$tree" && "${through[@]}" timeout 300 swift test --skip-build --filter "$1" \
    </dev/null >"$scratch/test.log" 2>&1); then
    grep -q 'Test run with 0 tests' "$scratch/test.log" && return 2
    return 0
  fi
  return 1
}

lines=$(grep -v '^#' "$list" | grep -F -- "$word" || true)
if ! build_tests || ! build; then
  tail -n 20 "$scratch/build.log" >&2
  echo "mutations: the tests do not build as they are" >&2
  exit 2
fi
killed=0 survived=0 faults=0
fault() { echo "FAULT     $1: $2"; faults=$((faults + 1)); }

while IFS= read -r filter; do
  [[ -n $filter ]] || continue
  passes "$filter" || fault "$filter" "red or empty without a mutation"
done < <(cut -f 4 <<<"$lines" | sort -u)

while IFS=$'\t' read -r file text replacement filter; do
  [[ -n $file ]] || continue
  name="$file: $text -> $replacement"
  if [[ ! -f $file ]]; then
    fault "$name" "no such file"
    continue
  fi
  source=$(<"$file")
  rest=${source//"$text"/}
  if ((${#source} - ${#rest} != ${#text})); then
    fault "$name" "the text stands there $(((${#source} - ${#rest}) / ${#text})) times"
    continue
  fi
  printf '%s\n' "${source/"$text"/"$replacement"}" | sed "$opening" >"$core/$file"
  if ! build; then
    fault "$name" "does not build: $(grep -m 1 'error:' "$scratch/build.log" || true)"
  elif passes "$filter"; then
    echo "SURVIVED  $name  [$filter]"
    survived=$((survived + 1))
  else
    echo "killed    $name"
    killed=$((killed + 1))
  fi
  sed "$opening" "$file" >"$core/$file"
done <<<"$lines"

echo "$killed killed, $survived survived, $faults faults of the list"
((survived == 0 && faults == 0))

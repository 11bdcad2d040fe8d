#!/usr/bin/env bash
# Fuzzes everything that reads what others wrote, and the writer of DOT, with libFuzzer. Builds the
# readers with its counters into .build-fuzz and runs one target after the other:
#   --executions N   inputs for each target; 10,000,000 unless told
#   --seconds N      at most so long for each target
#   --seed N         what libFuzzer draws from; 1 unless told, another one for each further run
#   --timeout N      seconds that one input may take; 1 unless told, more on a machine at work
#   --only A,B       of csv rows mapping policy weights dot any edges matrix graphml gexf gml pajek json
#                    ftm metis
#   --quick          every input of the committed corpus once and a second of new ones a target, by a
#                    build without optimisation: about a minute with the building
#   --address        with the address sanitizer, at a third of the speed
# An input that breaks a promise, takes more than a second or needs more than 512 MiB ends the run and
# stays in .build-fuzz/findings; so do inputs that reach new code, in .build-fuzz/corpus.
set -euo pipefail
cd "$(dirname "$0")/.."

executions=10000000 seconds=0 seed=1 timeout=1 sanitize=fuzzer level=-O
only=csv,rows,mapping,policy,weights,dot,any,edges,matrix,graphml,gexf,gml,pajek,json,ftm,metis
while (($#)); do
  case $1 in
    --executions) executions=$2; shift ;;
    --seconds) seconds=$2; shift ;;
    --seed) seed=$2; shift ;;
    --timeout) timeout=$2; shift ;;
    --only) only=$2; shift ;;
    --quick) executions=-1 seconds=1 level=-Onone ;;
    --address) sanitize=fuzzer,address ;;
    *) echo "fuzz.sh: $1 is not known; see the head of the file" >&2; exit 64 ;;
  esac
  shift
done

build=.build-fuzz/${sanitize/,/-}$level
mkdir -p "$build" .build-fuzz/findings
flags=(
  "$level" -wmo -parse-as-library -enable-testing -swift-version 6 -package-name ocg
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
  -enable-upcoming-feature MemberImportVisibility -sanitize="$sanitize"
  -I "$build" -I Sources/CCSV -I Sources/CGraphviz $(pkg-config --cflags libgvc | sed 's/-I/-Xcc -I/g')
)

# Compiles sources into a module, unless they are the same as the last time.
module() {
  local name=$1 digest
  shift
  digest=$(cat "$@" <(printf '%s\n' "$name" "${flags[@]}") | sha256sum)
  [[ $(cat "$build/$name.digest" 2>/dev/null) == "$digest" ]] && return
  swiftc "${flags[@]}" -module-name "$name" -emit-module -emit-module-path "$build/$name.swiftmodule" \
    -emit-object -o "$build/$name.o" "$@"
  echo "$digest" >"$build/$name.digest"
  # What stands on it is made anew.
  case $name in Records) rm -f "$build"/{Assessment,Reporting,Fuzz}.digest ;; esac
  rm -f "$build/Fuzz.digest" "$build/fuzz"
}

module Records $(find Sources/Records -name '*.swift' | sort)
# Of these two, what a policy and the text of a chart need.
module Assessment Sources/Assessment/{AssessmentPolicy,JSONPart}.swift \
  Sources/Assessment/{Decisions/BodyNames,Flows/FlowPlan,Scoring/MatrixWeights}.swift
module Reporting Sources/Reporting/{SafeText,Markup,Colour}.swift \
  Sources/Reporting/Drawing/{DotWriter,CirclePacking}.swift
module Fuzz Benchmarks/Fuzz/*.swift
[[ -x $build/fuzz ]] || swiftc -sanitize="$sanitize" "$build"/*.o -lcsv $(pkg-config --libs libgvc) \
  -o "$build/fuzz" 2> >(grep -v 'Cannot export local symbol' >&2)

status=0
printf '%-10s %14s %10s %10s %8s %9s\n' target executions per_second seconds peak_MiB slowest_s
for target in ${only//,/ }; do
  corpus=.build-fuzz/corpus/$target
  mkdir -p "$corpus"
  arguments=(
    -timeout="$timeout" -rss_limit_mb=512 -max_len=8192 -seed="$seed" -max_total_time="$seconds" -runs="$executions"
    -print_final_stats=1 -artifact_prefix=".build-fuzz/findings/$target-"
  )
  dictionary=Benchmarks/Fuzz/dictionaries/$target.txt
  [[ -f $dictionary ]] && arguments+=(-dict="$dictionary")
  log=.build-fuzz/$target.log
  if ! FUZZ_TARGET=$target ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=16 \
    SWIFT_BACKTRACE=enable=no "$build/fuzz" \
    "${arguments[@]}" "$corpus" "Benchmarks/Fuzz/corpus/$target" >"$log" 2>&1; then
    status=1
    echo "$target: $(grep -m 1 -E 'BROKEN PROMISE|Fatal error|ERROR: |Test unit written' "$log")" >&2
    grep 'Test unit written' "$log" >&2 || true
  fi
  awk -v target="$target" '
    /number_of_executed_units/ { runs = $2 } /average_exec_per_sec/ { rate = $2 }
    /peak_rss_mb/ { peak = $2 } /slowest_unit_time_sec/ { slowest = $2 }
    END {
      printf "%-10s %14d %10d %10d %8d %9d\n", target, runs, rate, rate ? runs / rate : 0, peak, slowest
    }
  ' "$log"
done
rm -f /dev/shm/ocg-fuzz-*
exit $status

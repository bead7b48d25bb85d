#!/bin/sh
# Builds the programs and makes results/*.txt again: sh docs/randomBits/run.sh [build|compare|speed|neighbours|long|rounds|small|crush]...
# TESTU01: where libtestu01-0-dev of Debian non-free is unpacked (its root), empty if it is installed.
# OUT: where the programs go. One process at a time; everything takes over an hour, Crush most of it.
set -e
here=$(cd "$(dirname "$0")" && pwd)
out=${OUT:-$here/build}
root=${TESTU01:-}
results=$here/results
orders='particles cells cells-odd coordinates coordinates-odd step seeds seeds-odd replicas replicas-odd roles seeds16 replicas16'
flags='-O3 -march=native -Wall -Wextra'
mkdir -p "$out" "$results"

build() {
  for program in stream neighbours speed; do g++ $flags -o "$out/$program" "$here/$program.cpp"; done
  g++ $flags -I"$root/usr/include" -I"$root/usr/include/x86_64-linux-gnu" -L"$root/usr/lib/x86_64-linux-gnu" \
    -o "$out/crush" "$here/crush.cpp" -Wl,-Bstatic -ltestu01 -ltestu01probdist -ltestu01mylib -Wl,-Bdynamic -lm
}
compare() { "$here/../../node_modules/.bin/node" "$here/compare.ts" "$out/stream" mixedKey | tee "$results/compare.txt"; }
speed() { "$out/speed" | tee "$results/speed.txt"; }
neighbours() {
  "$out/neighbours" 13 none 20 2 | tee "$results/neighbours.txt"
  "$out/neighbours" 13 mixedKey 20 2 | tee "$results/neighbours-mixedKey.txt"
}
# Fails of each test, of all: avalanche 4, correlation 14, slant 124, weights 52, birthdays 0 (left out here).
families() {
  awk '/^rounds/ { sub(",", "", $3); print $1, $2, $3 " fail:  avalanche " f["avalanche"] + 0 "  correlation " f["correlation"] + 0 \
         "  slant " f["slant:"] + 0 "  weights " f["weights"] + 0 "   unusual: " $11; delete f }
       /FAIL/ { f[$2 == "slant:" ? $2 : $1]++ }'
}
# The least number of rounds that passes, and planted faults.
rounds() {
  { for r in 4 5 6 7 8 9 10 11 12 13 14 16 20; do "$out/neighbours" $r none 17 0; done
    for r in 9 10 11 12 13; do "$out/neighbours" $r mixedKey 17 0; done
  } | families | tee "$results/rounds-neighbours.txt"
  for fault in noParity noInjection noReplica; do "$out/neighbours" 13 $fault 17 0; done | families \
    | tee "$results/faults-neighbours.txt"
  for order in particles seeds; do
    for r in 5 6 7 8 9 10 11 12; do "$out/crush" small $order both $r 2> /dev/null; done
  done | tee "$results/rounds-smallcrush.txt"
}
# 2^28 pairs of words for each neighbour; the slants with 2^24.
long() {
  { for r in 11 13; do "$out/neighbours" $r none 24 0 'next '; done
    "$out/neighbours" 12 none 24 0 'next coordinate'
  } | grep -v among | tee "$results/neighbours-long.txt"
  "$out/neighbours" 13 none 22 0 slant | tee "$results/slants.txt"
}
small() {
  for order in $orders; do for half in both low; do "$out/crush" small $order $half 2> /dev/null; done; done \
    | tee "$results/smallcrush.txt"
  for order in seeds seeds-odd replicas replicas-odd roles seeds16 replicas16; do
    "$out/crush" small $order both 13 mixedKey 2> /dev/null
  done | tee "$results/smallcrush-mixedKey.txt"
}
crush() { "$out/crush" crush step both 2> "$out/crush.log" | tee "$results/crush.txt"; }

for part in ${*:-build compare speed neighbours long rounds small crush}; do $part; done

#!/usr/bin/env bash
# Runs the published linux-arm64 program under Debian's qemu-user with arm64 libraries beside it: doctor, a small node cycle on DuckDB and SQLite against the
# vendor simulator (which runs natively), node status.
#   tests/pi/run.sh ARM64_PUBLISH_FOLDER X64_ATA
# Needs Debian with apt-get and dpkg; skips (exit 77) where they are missing. The packages are unpacked into a temporary folder, not installed.
set -euo pipefail
publish=$(realpath "$1"); native=$(realpath "$2")
limit=${PI_STEP_SECONDS:-240}
work=$(mktemp -d); sim=''
cleanup() { [ -n "$sim" ] && kill "$sim" 2> /dev/null; rm -rf "$work"; }
trap cleanup EXIT
step() { printf -- '-- %s (%s)\n' "$1" "$(date -u +%H:%M:%S)"; }

command -v apt-get > /dev/null && command -v dpkg > /dev/null || { echo 'skipped: apt-get and dpkg are needed'; exit 77; }
[ "$(dpkg --print-architecture)" = amd64 ] || { echo 'skipped: an x64 machine is needed'; exit 77; }

step 'qemu and arm64 libraries from Debian'
dpkg --print-foreign-architectures | grep -qx arm64 || dpkg --add-architecture arm64
[ -n "$(apt-cache madison libc6:arm64 2> /dev/null)" ] || apt-get update -q > /dev/null
mkdir "$work/debs" "$work/arm64"
(cd "$work/debs" && apt-get download -q qemu-user-static libc6:arm64 libstdc++6:arm64 libgcc-s1:arm64 zlib1g:arm64 libssl3:arm64 2> "$work/apt.log") > /dev/null || { cat "$work/apt.log"; exit 1; }
dpkg -x "$work"/debs/qemu-user-static*.deb "$work/qemu"
for package in "$work"/debs/*_arm64.deb; do dpkg -x "$package" "$work/arm64"; done
export QEMU_LD_PREFIX="$work/arm64" DOTNET_EnableDiagnostics=0 DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 DOTNET_gcConcurrent=0
pi() { timeout "$limit" "$work/qemu/usr/bin/qemu-aarch64-static" "$publish/ata" "$@"; }

step 'simulated vendors, natively'
mkdir "$work/home"; cd "$work/home"
"$native" sim serve --symbols 12 > "$work/sim.txt" 2> "$work/sim.err" & sim=$!
for _ in $(seq 100); do grep -q '^export ' "$work/sim.txt" && break; sleep 0.2; done
sleep 0.5; eval "$(grep '^export ' "$work/sim.txt")"
export TRADEML_LAKE="$work/lake" TRADEML_ENV=pi NO_COLOR=1
timed() {
  local started code try; started=$(date +%s%N)
  for try in 1 2 3; do
    code=0; pi "$@" > "$work/out.txt" 2> "$work/err.txt" || code=$?
    # qemu-user itself dies of a signal now and then; every step is safe to repeat after a crash, so that is what a power cut would be.
    grep -q '^qemu: uncaught target signal' "$work/err.txt" || break
    echo "   qemu died in: ata $* (try $try)"
  done
  [ "$code" -eq 0 ] || { echo "ata $* ended with $code:"; cat "$work/out.txt" "$work/err.txt"; return "$code"; }
  printf '   ata %-58s %6.1f s\n' "$*" "$((($(date +%s%N) - started) / 1000000))e-3"
}

step 'doctor'
timed doctor
grep -q 'linux-arm64' "$work/out.txt" && grep -qi 'duckdb' "$work/out.txt" || { cat "$work/out.txt"; exit 1; }

step 'a small node cycle'
timed node init --top 3 --start 2022-01-03 --end 2022-04-01
timed backfill run
timed audit gaps
timed curate run
timed lake query 'SELECT count(*) AS bars FROM curated.equities_ohlcv_adj' --json
grep -Eq '"bars": *[1-9]' "$work/out.txt" || { echo 'nothing was curated:'; cat "$work/out.txt"; exit 1; }

step 'the node'
timed node run --once
timed node status --json
grep -q '"verdict"' "$work/out.txt" && grep -Eq '"green": *[1-9]' "$work/out.txt" || { echo 'nothing is GREEN:'; cat "$work/out.txt"; exit 1; }

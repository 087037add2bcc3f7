# Shared by the scripts: where things are, and how to speak. Sourced, never run.
# shellcheck shell=bash disable=SC2034

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1

# What the scripts make: Python tools, reports, logs. SwiftPM's own folder holds it, so one `rm -rf .build` is enough.
tools=$root/.build/python
reports=$root/.build/reports

if [[ -t 1 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
  bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' yellow=$'\e[33m' plain=$'\e[0m'
else
  bold='' dim='' red='' green='' yellow='' plain=''
fi
readonly root tools reports bold dim red green yellow plain

heading() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
say() { printf '  %s\n' "$*"; }
good() { printf '  %sok%s    %s\n' "$green" "$plain" "$*"; }
note() { printf '  %snote%s  %s\n' "$yellow" "$plain" "$*"; }
bad() { printf '  %sFAIL%s  %s\n' "$red" "$plain" "$*"; }
die() {
  printf '%serror:%s %s\n' "$red" "$plain" "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Seconds as people read them.
lasting() { if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi; }

# watched LOG COMMAND…: runs a long command with its output in LOG. On a terminal the last line of it is shown as it
# changes; elsewhere a line every half minute says that it goes on. Its exit code is the command's.
watched() {
  local log=$1 began=$SECONDS code=0 process last
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 </dev/null &
  process=$!
  # shellcheck disable=SC2064  # the process is known now, not when the trap runs
  trap "kill $process 2>/dev/null; wait $process 2>/dev/null; exit 130" INT TERM
  local told=$SECONDS
  while kill -0 "$process" 2>/dev/null; do
    if [[ -n $bold ]]; then
      last=$(tail -c 400 "$log" | tr '\r' '\n' | grep -v '^[[:space:]]*$' | tail -n 1 | cut -c 1-96 || true)
      printf '\r\e[K  %s%s  %s%s' "$dim" "$(lasting $((SECONDS - began)))" "$last" "$plain"
    elif ((SECONDS - told >= 30)); then
      told=$SECONDS
      last=$(tail -c 400 "$log" | tr '\r' '\n' | grep -v '^[[:space:]]*$' | tail -n 1 | cut -c 1-96 || true)
      say "$(lasting $((SECONDS - began)))  $last"
    fi
    sleep 0.2
  done
  wait "$process" || code=$?
  trap - INT TERM
  if [[ -n $bold ]]; then printf '\r\e[K'; fi
  return "$code"
}

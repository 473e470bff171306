#!/bin/sh
# How long ./blackstart takes from the shell to its end, for commands that end at once: the median of 10 starts in
# milliseconds, with the AOT cache (made first when it is missing) and without. Usage: src/build/starts.sh [STARTS]
set -eu
cd "$(dirname "$0")/../.."
starts=${1:-10}
wait_most=120 # seconds for the AOT cache

median() { # of STARTS starts of ./blackstart with these arguments
  i=0
  while [ "$i" -lt "$starts" ]; do
    from=$(date +%s%N)
    ./blackstart "$@" >/dev/null
    echo $((($(date +%s%N) - from) / 1000000))
    i=$((i + 1))
  done | sort -n | sed -n "$(((starts + 1) / 2))p"
}

cached() {
  [ -n "$(find target/aot -name '*.cache' -newer target/blackstart.jar -print -quit 2>/dev/null)" ]
}

./blackstart --version
waited=0
until cached || [ "$waited" -ge "$wait_most" ]; do
  sleep 1
  waited=$((waited + 1))
done
cached || echo "no AOT cache was made within $wait_most s: both columns are without" >&2
printf '%-40s %8s %8s\n' 'median of '"$starts"' starts, ms' 'cache' 'without'
for command in '--version' '--help' 'validate experiments/first-drill.yaml' 'plan experiments/first-drill.yaml'; do
  # shellcheck disable=SC2086 # a command with its arguments
  printf '%-40s %8s %8s\n' "$command" "$(median $command)" "$(BLACKSTART_AOT=off && export BLACKSTART_AOT && median $command)"
done

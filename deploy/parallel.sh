#!/usr/bin/env bash
# Prints a mailing in parts with GNU parallel, and joins them.
#
#   deploy/parallel.sh PARTS OUT CASE [ARGUMENT]...
#
# The arguments are those of `likhit mailing`, without `--out` and `--shard`. A part that fails is tried again.
# If you run the same command again, only parts that failed or are missing are printed.
# On several machines that share OUT, the list and the project:
#
#   PARALLEL='--sshloginfile machines --workdir .' deploy/parallel.sh 16 OUT CASE ...
#
# LIKHIT is the path of the program, if it is not in PATH.
set -euo pipefail

if [ $# -lt 3 ]; then
    sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0" >&2
    exit 2
fi
parts=$1
out=$2
shift 2
likhit=${LIKHIT:-likhit}

mkdir -p "$out"
# Each part runs on one core. The number of parts at a time is the number of cores.
seq "$parts" | parallel --will-cite --quote --joblog "$out/parts.log" --resume-failed --retries 3 \
    "$likhit" mailing "$@" --out "$out" --jobs 1 --shard "{}/$parts"
"$likhit" mailing --join "$out"

#!/usr/bin/env bash
# Prints a mailing in parts by GNU parallel, and joins them.
#
#   deploy/parallel.sh PARTS OUT CASE [ARGUMENT]...
#
# The arguments are those of `likhit mailing`, without `--out` and `--shard`. A part that fails is
# tried again; when the whole is started again, only the parts that failed or were never done are
# printed. On several machines that share OUT, the list and the project:
#
#   PARALLEL='--sshloginfile machines --workdir .' deploy/parallel.sh 16 OUT CASE ...
#
# LIKHIT names the program, where it is not in the path.
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
# Each part runs on one core: there are as many parts at a time as there are cores.
seq "$parts" | parallel --will-cite --quote --joblog "$out/parts.log" --resume-failed --retries 3 \
    "$likhit" mailing "$@" --out "$out" --jobs 1 --shard "{}/$parts"
"$likhit" mailing --join "$out"

#!/usr/bin/env bash
# What the published server costs: the figures of docs/operations/costs.md, one row for each call.
#   eng/costs.sh FOLDER memory ENTRIES CHARACTERS [SETTING…]   memory of the process with so many entries
#   eng/costs.sh FOLDER disk ROWS CHARACTERS                    bytes of the database for each payload, and for each product
#   eng/costs.sh FOLDER processor SECONDS                       processor time for each request; needs wrk and Linux
# FOLDER is where the program was published to. A setting is one of the server, as in --Larder:KeyValue:MaxBytes=8000000000.
set -euo pipefail

readonly BATCH=1000
[ $# -ge 3 ] || { sed -n 's/^#   //p' "$0" >&2; exit 2; }
readonly PROGRAM="$1/Larder.Server.dll"
[ -f "$PROGRAM" ] || { printf 'costs: there is no %s. Publish first.\n' "$PROGRAM" >&2; exit 2; }
readonly WHAT="$2"
shift 2

SCRATCH="$(mktemp -d "${TMPDIR:-/tmp}/larder-costs.XXXXXX")"
SERVER=''
URL=''
stop() {
  [ -z "$SERVER" ] || { kill "$SERVER" && wait "$SERVER" || true; }
  SERVER=''
}
trap 'stop; rm -rf "$SCRATCH"' EXIT

# Settings of whoever calls would change what is measured; those given here are all there are.
start() {
  local tries=0
  mkdir -p "$SCRATCH/data"
  : >"$SCRATCH/log"
  env -u DATABASE_URL -u ASPNETCORE_URLS LARDER__DATAFOLDER="$SCRATCH/data" LOG_LEVEL=WARNING \
    dotnet "$PROGRAM" --urls 'http://127.0.0.1:0' "$@" >"$SCRATCH/log" 2>&1 &
  SERVER=$!
  until URL="$(sed -n 's/^  \(http.*\)/\1/p' "$SCRATCH/log")" && [ -n "$URL" ]; do
    tries=$((tries + 1))
    { [ "$tries" -lt 300 ] && kill -0 "$SERVER" 2>/dev/null; } || { cat "$SCRATCH/log" >&2; exit 1; }
    sleep 0.1
  done
}

megabytes() { awk '{ printf "%d", $1 / 1000 }' <<<"$(($(ps -o rss= -p "$SERVER") * 1024 / 1000))"; }

put_entries() {
  local entries="$1" characters="$2" first=0
  while [ "$first" -lt "$entries" ]; do
    awk -v first="$first" -v batch="$BATCH" -v end="$entries" -v characters="$characters" 'BEGIN {
      value = sprintf("%0" characters "d", 0)
      printf "{\"operations\":["
      for (i = first; i < first + batch && i < end; i++)
        printf "%s{\"op\":\"put\",\"key\":\"user:%09d\",\"value\":\"%s\"}", (i > first ? "," : ""), i, value
      print "]}" }' |
      curl --fail --silent --show-error "$URL/cache/batch" -H 'Content-Type: application/json' --data-binary @- >/dev/null
    first=$((first + BATCH))
  done
}

memory() {
  local entries="$1" characters="$2" before after kept
  shift 2
  start "--Larder:KeyValue:Capacity=$((entries > 100000 ? entries : 100000))" "$@"
  curl --fail --silent "$URL/health" >/dev/null
  before="$(megabytes)"
  put_entries "$entries" "$characters"
  after="$(megabytes)"
  kept="$(curl --fail --silent "$URL/metrics" | sed -n 's/^larder_cache_entries{cache="keyvalue"} //p')"
  awk -v b="$before" -v a="$after" -v n="$entries" -v k="$kept" -v c="$characters" 'BEGIN {
    printf "| %d entries | %d characters | %d MB at the start | %d MB | %d kept | %.2f kB each |\n",
      n, c, b, a, k, (a - b) * 1000 / k }'
}

# Many requests over one connection, each described by one line of input: its path and its body.
post_lines() {
  awk -F '\t' -v url="$URL" '{
    gsub(/"/, "\\\"", $2)
    printf "%surl = \"%s%s\"\nheader = \"Content-Type: application/json\"\ndata = \"%s\"\noutput = \"/dev/null\"\n",
      (NR > 1 ? "next\nfail\n" : "fail\n"), url, $1, $2 }' | curl --silent --show-error --config -
}

# With the server stopped, all that was written lies in the one file.
file_bytes() { wc -c <"$SCRATCH/data/larder.db" | tr -d ' '; }

disk() {
  local rows="$1" characters="$2" kind empty full
  for kind in payload product; do
    rm -rf "$SCRATCH/data"
    start; stop
    empty="$(file_bytes)"
    start
    awk -v rows="$rows" -v characters="$characters" -v kind="$kind" 'BEGIN {
      for (i = 0; i < rows; i++) {
        text = sprintf("%0" characters "d", i)
        if (kind == "payload") printf "/payload\t{\"list_1\":[\"%s\"],\"list_2\":[\"%s\"]}\n", text, text
        else printf "/products\t{\"name\":\"Tea %d\",\"description\":\"%s\",\"price\":3.2,\"category\":\"Drinks\"}\n", i, text
      } }' | post_lines
    stop
    full="$(file_bytes)"
    printf '| %d rows of a %s | %d characters in each text | %d bytes each |\n' \
      "$rows" "$kind" "$characters" "$(((full - empty) / rows))"
  done
}

ticks() { awk '{ print $14 + $15 }' "/proc/$SERVER/stat"; }

# One row: what wrk is told, and how much of a processor the server took for each answer.
load() {
  local name="$1" path="$2" script="${3:-}" before after answered
  local words=(-t2 -c64 -d "${SECONDS_EACH}s")
  [ -z "$script" ] || words=("${words[@]}" -s "$script")
  wrk "${words[@]}" "$URL$path" >/dev/null
  before="$(ticks)"
  answered="$(wrk "${words[@]}" "$URL$path" | awk '/requests in/ { print $1 }')"
  after="$(ticks)"
  awk -v name="$name" -v t="$((after - before))" -v n="$answered" -v hz="$(getconf CLK_TCK)" \
    'BEGIN { printf "| %s | %.0f µs | %d |\n", name, t / hz * 1000000 / n, n }'
}

lua() {
  printf '%s\n' "wrk.method = '$2'" "wrk.headers['Content-Type'] = 'application/json'" "$3" >"$SCRATCH/$1.lua"
  printf '%s' "$SCRATCH/$1.lua"
}

processor() {
  SECONDS_EACH="$1"
  start
  put_entries 1000 100
  curl --fail --silent "$URL/payload" -H 'Content-Type: application/json' -d '{"list_1":["a"],"list_2":["b"]}' >/dev/null
  load 'a value that is there' '/cache/user:000000001'
  load 'a key that is not there' '/cache/nobody'
  load 'writing a value of 100 characters' /cache "$(lua put PUT "local v = string.rep('x', 100); local n = 0
    request = function() n = n + 1; return wrk.format(nil, nil, nil, '{\"key\":\"k' .. n % 1000 .. '\",\"value\":\"' .. v .. '\"}') end")"
  load 'a payload from memory' '/payload/f44216d4fbf66c4fd3c65813504d45d782ae13c4964d148d83435d316d7a8470'
  load 'the same payload posted again' /payload "$(lua same POST "wrk.body = '{\"list_1\":[\"a\"],\"list_2\":[\"b\"]}'")"
  load 'a new payload, written to SQLite' /payload "$(lua new POST "local n = 0; local t = os.time()
    local id = 0; function setup(thread) id = id + 1; thread:set('id', id) end
    request = function() n = n + 1
      return wrk.format(nil, nil, nil, '{\"list_1\":[\"' .. id .. '-' .. t .. '-' .. n .. '\"],\"list_2\":[\"b\"]}') end")"
  load 'a product from memory' /products/1
  load 'the list of products from memory' /products
  load 'the figures of /metrics' /metrics
}

"$WHAT" "$@"

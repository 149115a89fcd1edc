# The verb `test`: builds, runs every suite, adds up what each project wrote. Sourced by ./larder.

FILTER='' COVERAGE=no INSTALL=install SERVICES=yes SCRATCH=''

# A project whose tests all stand still for this long is stopped, and the test that hangs is named.
HANG_LIMIT=''

read_test_options() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --filter) [ $# -ge 2 ] && [ -n "$2" ] || refuse_usage '--filter needs a value.'; FILTER="$2"; shift ;;
      --filter=?*) FILTER="${1#--filter=}" ;;
      --full) LARDER_TEST_SCALE=full ;;
      --coverage) COVERAGE=yes ;;
      --no-install) INSTALL=never ;;
      --no-services) SERVICES=no ;;
      *) refuse_usage "'$1' is not an option of test." ;;
    esac
    shift
  done

  export LARDER_TEST_SCALE="${LARDER_TEST_SCALE:-ci}"
  case "$LARDER_TEST_SCALE" in
    ci) HANG_LIMIT=5min ;;
    full) HANG_LIMIT=20min ;;
    *) fail "$EXIT_USAGE" "LARDER_TEST_SCALE must be ci or full, but is '$LARDER_TEST_SCALE'." ;;
  esac
}

# The VSTest expression for what the user asked, without the services given as arguments.
filter_without() {
  local expression='' service
  case "$FILTER" in
    '') ;;
    *[=~]*) expression="($FILTER)" ;;
    *) expression="(FullyQualifiedName~$FILTER)" ;;
  esac
  for service in "$@"; do
    expression="$expression${expression:+&}(Needs!=$service)"
  done
  say "$expression"
}

# Turns the chatter of VSTest into a line per project; what it does not know it passes on, so that nothing is lost.
show_progress() {
  local line summary='^(Passed|Failed)! +- Failed: +([0-9]+), Passed: +([0-9]+),.*Duration: (.*) - (.*)\.dll'
  while IFS= read -r line || [ -n "$line" ]; do
    case "$line" in
      '   at System.Reflection.'* | '   at System.Runtime.CompilerServices.'* | '   at Xunit.Sdk.'*) ;;
      "Data collector 'Blame' message: All tests finished running"*) ;;
      'Attachments:' | *'/coverage.cobertura.xml' | *'/Sequence_'*'.xml') ;;
      '  Failed '*) printf '%s%s%s\n' "$RED" "$line" "$PLAIN" ;;
      '' | 'Test run for '* | 'A total of '* | 'Results File: '* | *' [FAIL]') ;;
      'No test matches the given '* | 'No test is available in '*) ;;
      'Passed!'* | 'Failed!'*)
        if [[ "$line" =~ $summary ]]; then
          local colour="$GREEN"
          [ "${BASH_REMATCH[2]}" -eq 0 ] || colour="$RED"
          printf '  %s%-32s%6d passed %5d failed%s   %s\n' "$colour" "${BASH_REMATCH[5]}" \
            "${BASH_REMATCH[3]}" "${BASH_REMATCH[2]}" "$PLAIN" "${BASH_REMATCH[4]}"
        else
          say "$line"
        fi ;;
      *) say "$line" ;;
    esac
  done
}

run_suites() {
  local arguments
  arguments=(--configuration Release --no-build --nologo -m:1 "-p:LarderTestResults=$SCRATCH"
    --blame-hang-timeout "$HANG_LIMIT" --blame-hang-dump-type none)
  [ -z "$1" ] || arguments=("${arguments[@]}" --filter "$1")
  [ "$COVERAGE" = no ] || arguments=("${arguments[@]}" --collect 'XPlat Code Coverage')

  # What a shell starts in the background ignores Ctrl-C, and so does all that it starts; some tests press it.
  local signals=()
  if env --default-signal=INT true 2>/dev/null; then signals=(env --default-signal=INT); fi

  # One project after another: each suite already uses every core, and timings stay comparable.
  ${signals[@]+"${signals[@]}"} dotnet test "$ROOT/Larder.slnx" "${arguments[@]}" 2>&1 </dev/null | show_progress
}

PASSED=0 FAILED=0 COMPLAINTS=''

complain() {
  FAILED=$((FAILED + 1))
  COMPLAINTS="$COMPLAINTS  $1"$'\n'
}

attribute() { sed -n "s/.*<$2 [^>]*$3=\"\([^\"]*\)\".*/\1/p" "$1" | head -n 1; }

# Adds up what each project wrote. A project that should have written and did not counts as one failure.
count_results() {
  local project name file passed failed
  for project in "$ROOT"/tests/*.Tests/*.Tests.csproj; do
    name="$(basename "$project" .csproj)"
    file="$SCRATCH/$name.trx"
    if [ ! -f "$file" ]; then
      complain "$name left no results. Is it in Larder.slnx?"
      continue
    fi

    passed="$(attribute "$file" Counters passed)"
    failed="$(attribute "$file" Counters failed)"
    PASSED=$((PASSED + ${passed:-0}))
    FAILED=$((FAILED + ${failed:-0}))
    if [ "${failed:-0}" -eq 0 ] && [ "$(attribute "$file" ResultSummary outcome)" != Completed ]; then
      complain "$name ended before its tests did."
    elif [ -z "$1" ] && [ "$((${passed:-0} + ${failed:-0}))" -eq 0 ]; then
      complain "$name ran no test."
    fi
  done
}

list_failures() {
  local names
  names="$(cat "$SCRATCH"/*.trx 2>/dev/null |
    sed -n 's/.*<UnitTestResult .*testName="\([^"]*\)".* outcome="Failed".*/  \1/p' |
    sed -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&quot;/"/g' -e 's/&amp;/\&/g' || true)"
  [ -n "$names$COMPLAINTS" ] || return 0
  printf '%sFailed:%s\n' "$RED" "$PLAIN"
  [ -z "$names" ] || say "$names"
  printf '%s' "$COMPLAINTS"
}

# Each long suite writes a line about how much of it ran, so that a short run never passes for a long one.
list_scaled() {
  [ ! -f "$LARDER_TEST_SCALE_LOG" ] || sort -u "$LARDER_TEST_SCALE_LOG"
}

# The last line of a test run stands alone, because machines read it.
finish_tests() {
  say "Elapsed: $((SECONDS / 60)) min $((SECONDS % 60)) s"
  say "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ] || exit "$EXIT_FAILED"
  exit "$1"
}

report_coverage() {
  local target="$ROOT/artifacts/coverage"
  step 'Coverage'
  if ! (cd "$ROOT" && quietly dotnet tool restore); then
    warn 'The report tool (dotnet-tools.json) could not be restored, so there is no report.'
    return
  fi
  rm -rf "$target"
  (cd "$ROOT" && quietly dotnet reportgenerator "-reports:$SCRATCH/*/coverage.cobertura.xml" "-targetdir:$target" \
    '-reporttypes:Html;TextSummary' '-assemblyfilters:+Larder*;-*.Tests;-Larder.Testing;-Larder.Tidy' \
    '-verbosity:Error') || return 0
  sed -n 's/^\(Larder[^ ]*\)  *\([0-9.]*%\)$/\1 \2/p' "$target/Summary.txt" |
    while read -r name percent; do printf '  %-32s%8s of lines\n' "$name" "$percent"; done
  say "  $target/index.html"
}

test_verb() {
  read_test_options "$@"
  require_sdk
  local left_out status=0 exit_code=0 expression
  if [ "$SERVICES" = yes ]; then
    make_sure_of_services "$INSTALL"
    left_out="$MISSING"
    [ -z "$MISSING" ] || exit_code="$EXIT_SERVICES_MISSING"
  else
    left_out="$(printf '%s\n' $KNOWN_SERVICES "$(needed_services)" | sort -u)"
    warn "Left out on purpose: the tests that need one of $KNOWN_SERVICES."
  fi

  SCRATCH="$(mktemp -d "${TMPDIR:-/tmp}/larder-test.XXXXXX")"
  export LARDER_TEST_SCALE_LOG="$SCRATCH/scaled.txt"
  trap 'rm -rf "$SCRATCH"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  if ! build "$ROOT/Larder.slnx"; then
    complain 'The build.'
    list_failures
    finish_tests "$EXIT_FAILED"
  fi

  step "Testing (LARDER_TEST_SCALE=$LARDER_TEST_SCALE)"
  # shellcheck disable=SC2086 # a list of words
  expression="$(filter_without $left_out)"
  run_suites "$expression" || status=$?
  count_results "$expression"
  if [ "$status" -ne 0 ] && [ "$FAILED" -eq 0 ]; then
    complain "The run ended with exit code $status, although no test failed."
  fi

  [ "$COVERAGE" = no ] || report_coverage
  list_scaled
  list_failures
  if [ "$((PASSED + FAILED))" -eq 0 ]; then
    warn "No test ran: none matches the filter $expression."
    exit_code="$EXIT_FAILED"
  fi
  finish_tests "$exit_code"
}

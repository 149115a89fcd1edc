# The front door of the repository for PowerShell 5.1 and later: the verbs of ./larder, with the same options and
# exit codes. A test compares the verbs of the two scripts; this one is compared by it, not run.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$ExitFailed = 1
$ExitUsage = 2
$ExitServicesMissing = 3
$SdkPage = 'https://dotnet.microsoft.com/download/dotnet/10.0'
$Root = Split-Path -Parent $MyInvocation.MyCommand.Path
$Solution = Join-Path $Root 'Larder.slnx'
$ServerProject = Join-Path $Root 'src/Larder.Server/Larder.Server.csproj'
$CliProject = Join-Path $Root 'src/Larder.Cli/Larder.Cli.csproj'
$KnownServices = @('Redis', 'PostgreSQL', 'Chromium')
$Coloured = -not $env:NO_COLOR -and -not [Console]::IsOutputRedirected

$Usage = @'
Usage: .\larder.ps1 <verb> [options]

Verbs:
  run      Build (Release) and start the server on http://localhost:8000 and http://localhost:7171
  test     Build (Release) and run every test; the last line is "N passed, N failed"
  setup    Restore the packages and make sure of the services that the tests need
  dev      Start the server and reload it at each change of its source
  migrate  Bring the database to the schema of this version, which run does too before it listens
  up       Build the image and start it with PostgreSQL and Valkey (compose.yaml); needs a container engine
  down     Stop them; their data stays (down --volumes removes it)
  logs     Follow what they print (logs larder for the server alone)
  format   Format the source as .editorconfig says
  tidy     Print how the source measures against the figures of docs/style.md
  bench    Run benchmarks/Larder.Benchmarks; what follows is passed on (bench -- --help lists it)
  cli      Build (Release) and run cache-cli; what follows is passed on (cli -- --help lists it)
  help     Show this text (also -h, --help)

run and dev:
  --urls "http://localhost:9000;http://localhost:9001"
                   Listen there instead. Also read from ASPNETCORE_URLS. Where other machines
                   can reach it, a key is demanded: docs/guide/security.md.

  Settings come from the environment and from .env in this folder: docs/guide/configuration.md lists them.

migrate:
  --status         Tell where each migration stands, and change nothing

test:
  --filter X       Only tests whose full name contains X (or a VSTest filter expression)
  --full           Let the long suites run to their full length, which takes over an hour
  --coverage       Measure line coverage: a table per project, and html in artifacts/coverage
  --no-install     Never install a service; what is missing is named, the rest runs, exit code 3
  --no-services    Leave out, on purpose, the tests that need a service

Tests name the services they need, as in [Trait("Needs", "Redis")]; the names are Redis, PostgreSQL and Chromium.
Only a service that some test names is looked for. If it is missing it is installed with apt-get where that needs no
password (setup takes --no-install too); otherwise the tests that need it are left out and the exit code is 3.

Environment:
  LARDER_TEST_SCALE=ci|full   How long the long suites run (default: ci); what was shortened is listed
  NO_COLOR=1                  No colours

Exit codes: 0 well, 1 failed, 2 wrong usage, 3 a service that tests need is missing
'@

# ---- How we speak ---------------------------------------------------------------------------------------------

function Write-Coloured([string] $text, [string] $colour) {
    if ($Coloured) { Write-Host $text -ForegroundColor $colour } else { Write-Host $text }
}

function Write-Step([string] $text) { Write-Coloured $text 'White' }

function Write-Fault([string] $text) { [Console]::Error.WriteLine("larder: $text") }

function Stop-ForUsage([string] $text) {
    Write-Fault $text
    [Console]::Error.WriteLine(($Usage -split '\r?\n\r?\n')[1])
    [Console]::Error.WriteLine("'.\larder.ps1 --help' says more.")
    exit $ExitUsage
}

# ---- Building -------------------------------------------------------------------------------------------------

function Test-Command([string[]] $names) {
    foreach ($name in $names) {
        if (Get-Command $name -CommandType Application -ErrorAction SilentlyContinue) { return $true }
    }
    return $false
}

# Runs a native program in a folder and returns its output and exit code. Windows PowerShell turns the error stream
# of a program into errors of its own, which must not end the script.
function Invoke-Captured([string] $folder, [string] $program, [string[]] $arguments) {
    $ErrorActionPreference = 'Continue'
    Push-Location $folder
    try {
        $output = & $program @arguments 2>&1 | ForEach-Object { "$_" }
        return @{ Output = @($output); ExitCode = $LASTEXITCODE }
    }
    finally { Pop-Location }
}

# Silent when all is well, whole when it is not; warnings are shown in either case.
function Invoke-Quietly([string] $program, [string[]] $arguments) {
    $result = Invoke-Captured $Root $program $arguments
    if ($result.ExitCode -ne 0) {
        $result.Output | ForEach-Object { [Console]::Error.WriteLine($_) }
    }
    else {
        $result.Output | Where-Object { $_ -match ': warning ' } | Sort-Object -Unique |
            ForEach-Object { Write-Host $_ }
    }
    return $result.ExitCode
}

function Assert-Sdk {
    if (-not (Test-Command 'dotnet')) {
        Write-Fault "the .NET SDK 10 is missing (there is no 'dotnet' in PATH). Install it from $SdkPage"
        exit $ExitFailed
    }
    # Asked inside the repository, the SDK judges itself by global.json; its own complaint fills a screen.
    if ((Invoke-Captured $Root 'dotnet' @('--version')).ExitCode -ne 0) {
        $found = (Invoke-Captured $Root 'dotnet' @('--list-sdks')).Output | ForEach-Object { ($_ -split ' ')[0] }
        Write-Fault "the .NET SDK 10 is missing (installed: $($found -join ' ')). Install it from $SdkPage"
        exit $ExitFailed
    }
}

function Invoke-Build([string] $project) {
    Write-Step "Building $(Split-Path -Leaf $project) (Release)"
    $arguments = @('build', $project, '--configuration', 'Release', '--nologo', '--verbosity', 'quiet')
    return Invoke-Quietly 'dotnet' $arguments
}

# ---- The services that tests need -----------------------------------------------------------------------------

function Get-NeededServices {
    $pattern = '^\s*\[[^"]*Trait\("Needs", *"([A-Za-z]+)"'
    return @(Get-ChildItem -Path (Join-Path $Root 'tests') -Recurse -Filter '*.cs' |
        Select-String -Pattern $pattern -CaseSensitive |
        ForEach-Object { $_.Matches[0].Groups[1].Value } |
        Sort-Object -Unique)
}

function Test-Service([string] $service) {
    switch ($service) {
        'Redis' { return Test-Command 'redis-server' }
        'PostgreSQL' {
            return (Test-Command 'initdb') -or (Test-Path '/usr/lib/postgresql/*/bin/initdb') -or
                (Test-Path 'C:\Program Files\PostgreSQL\*\bin\initdb.exe')
        }
        'Chromium' { return Test-Command @('chromium', 'chromium-browser', 'google-chrome', 'chrome', 'msedge') }
        default { return $false }
    }
}

function Get-Remedy([string] $service) {
    switch ($service) {
        'Redis' { return 'apt-get install redis-server; on Windows use WSL' }
        'PostgreSQL' { return 'apt-get install postgresql; on Windows winget install PostgreSQL.PostgreSQL' }
        'Chromium' { return 'apt-get install chromium; on Windows winget install Google.Chrome' }
        default { return "no known way: the names known are $($KnownServices -join ', ')" }
    }
}

function Get-MissingServices { return @(Get-NeededServices | Where-Object { -not (Test-Service $_) }) }

function Install-Services([string[]] $services) {
    if (-not (Test-Command 'apt-get')) { return }
    $isRoot = (Invoke-Captured $Root 'id' @('-u')).Output[0] -eq '0'
    if (-not $isRoot -and -not (Test-Command 'sudo')) { return }
    if (-not $isRoot -and (Invoke-Captured $Root 'sudo' @('-n', 'true')).ExitCode -ne 0) { return }

    $packages = @{ Redis = 'redis-server'; PostgreSQL = 'postgresql'; Chromium = 'chromium' }
    $wanted = @($services | Where-Object { $packages.ContainsKey($_) } | ForEach-Object { $packages[$_] })
    if ($wanted.Count -eq 0) { return }

    Write-Step "Installing what the tests need: $($wanted -join ' ')"
    $prefix = @('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get')
    if (-not $isRoot) { $prefix = @('sudo', '-n') + $prefix }
    $program = $prefix[0]
    $rest = @($prefix[1..($prefix.Count - 1)])
    # A stale list of packages is no reason to give up: the one on disk may still do.
    [void](Invoke-Quietly $program ($rest + @('update', '-q')))
    [void](Invoke-Quietly $program ($rest + @('install', '-y', '-q', '--no-install-recommends') + $wanted))
}

# Returns the services that are absent after what could be done about it, and says how to get each.
function Resolve-Services([bool] $mayInstall) {
    $missing = @(Get-MissingServices)
    if ($missing.Count -gt 0 -and $mayInstall) {
        Install-Services $missing
        $missing = @(Get-MissingServices)
    }
    foreach ($service in $missing) {
        Write-Coloured "Missing: $service ($(Get-Remedy $service)). The tests that need it are not run." 'Yellow'
    }
    return $missing
}

# ---- Testing --------------------------------------------------------------------------------------------------

function Read-TestOptions([string[]] $arguments) {
    $options = @{ Filter = ''; Coverage = $false; Install = $true; Services = $true }
    for ($i = 0; $i -lt $arguments.Count; $i++) {
        switch -Regex -CaseSensitive ($arguments[$i]) {
            '^--filter$' {
                $i++
                if ($i -ge $arguments.Count -or -not $arguments[$i]) { Stop-ForUsage '--filter needs a value.' }
                $options.Filter = $arguments[$i]
                break
            }
            '^--filter=.' { $options.Filter = $arguments[$i].Substring('--filter='.Length); break }
            '^--full$' { $env:LARDER_TEST_SCALE = 'full'; break }
            '^--coverage$' { $options.Coverage = $true; break }
            '^--no-install$' { $options.Install = $false; break }
            '^--no-services$' { $options.Services = $false; break }
            default { Stop-ForUsage "'$($arguments[$i])' is not an option of test." }
        }
    }

    if (-not $env:LARDER_TEST_SCALE) { $env:LARDER_TEST_SCALE = 'ci' }
    if (@('ci', 'full') -cnotcontains $env:LARDER_TEST_SCALE) {
        Write-Fault "LARDER_TEST_SCALE must be ci or full, but is '$($env:LARDER_TEST_SCALE)'."
        exit $ExitUsage
    }
    return $options
}

# The VSTest expression for what the user asked, without the services given.
function Get-Expression([string] $filter, [string[]] $leftOut) {
    $parts = @()
    if ($filter -match '[=~]') { $parts += "($filter)" }
    elseif ($filter) { $parts += "(FullyQualifiedName~$filter)" }
    foreach ($service in $leftOut) { $parts += "(Needs!=$service)" }
    # Signals and the bash front door are tested where they exist.
    if ($env:OS -eq 'Windows_NT') { $parts += '(Platform!=Unix)' }
    return $parts -join '&'
}

# Adds up what each project wrote. A project that should have written and did not counts as one failure.
function Get-Totals([string] $scratch, [string] $expression) {
    $totals = @{ Passed = 0; Failed = 0; Names = @(); Complaints = @() }
    foreach ($project in Get-ChildItem -Path (Join-Path $Root 'tests/*.Tests/*.Tests.csproj')) {
        $name = $project.BaseName
        $file = Join-Path $scratch "$name.trx"
        if (-not (Test-Path $file)) {
            $totals.Complaints += "$name left no results. Is it in Larder.slnx?"
            continue
        }

        $run = ([xml](Get-Content -Path $file -Raw -Encoding UTF8)).TestRun
        $passed = [int]$run.ResultSummary.Counters.passed
        $failed = [int]$run.ResultSummary.Counters.failed
        $totals.Passed += $passed
        $totals.Failed += $failed
        if ($failed -gt 0) {
            $totals.Names += @($run.Results.UnitTestResult | Where-Object { $_.outcome -eq 'Failed' } |
                ForEach-Object { $_.testName })
        }
        elseif ($run.ResultSummary.outcome -ne 'Completed') {
            $totals.Complaints += "$name ended before its tests did."
        }
        elseif (-not $expression -and $passed -eq 0) { $totals.Complaints += "$name ran no test." }
    }
    return $totals
}

function Write-CoverageReport([string] $scratch) {
    $target = Join-Path $Root 'artifacts/coverage'
    Write-Step 'Coverage'
    if ((Invoke-Quietly 'dotnet' @('tool', 'restore')) -ne 0) {
        Write-Coloured 'The report tool (dotnet-tools.json) could not be restored, so there is no report.' 'Yellow'
        return
    }
    if (Test-Path $target) { Remove-Item -Path $target -Recurse -Force }
    $status = Invoke-Quietly 'dotnet' @('reportgenerator', "-reports:$scratch/*/coverage.cobertura.xml",
        "-targetdir:$target", '-reporttypes:Html;TextSummary',
        '-assemblyfilters:+Larder*;-*.Tests;-Larder.Testing;-Larder.Tidy', '-verbosity:Error')
    if ($status -ne 0) { return }
    foreach ($line in Get-Content -Path (Join-Path $target 'Summary.txt')) {
        if ($line -match '^(Larder\S*)\s+([0-9.]+%)$') {
            Write-Host ('  {0,-32}{1,8} of lines' -f $Matches[1], $Matches[2])
        }
    }
    Write-Host "  $(Join-Path $target 'index.html')"
}

# The last line of a test run stands alone, because machines read it.
function Complete-Tests($totals, [DateTime] $started, [int] $exitCode) {
    $failed = $totals.Failed + $totals.Complaints.Count
    if ($failed -gt 0) {
        Write-Coloured 'Failed:' 'Red'
        $totals.Names + $totals.Complaints | ForEach-Object { Write-Host "  $_" }
        $exitCode = $ExitFailed
    }
    $elapsed = (Get-Date) - $started
    Write-Host "Elapsed: $([Math]::Floor($elapsed.TotalMinutes)) min $($elapsed.Seconds) s"
    Write-Host "$($totals.Passed) passed, $failed failed"
    exit $exitCode
}

function Invoke-Suites([string] $scratch, [string] $expression, [bool] $coverage) {
    # A project whose tests all stand still for this long is stopped, and the test that hangs is named.
    $hangLimit = if ($env:LARDER_TEST_SCALE -ceq 'ci') { '5min' } else { '20min' }
    # One project after another: each suite already uses every core, and timings stay comparable.
    $arguments = @('test', $Solution, '--configuration', 'Release', '--no-build', '--nologo', '-m:1',
        "-p:LarderTestResults=$scratch", '--blame-hang-timeout', $hangLimit, '--blame-hang-dump-type', 'none')
    if ($expression) { $arguments += @('--filter', $expression) }
    if ($coverage) { $arguments += @('--collect', 'XPlat Code Coverage') }
    $noise = '^(Test run for |A total of |Results File: |No test matches the given |No test is available in |' +
        'Attachments:|Data collector .Blame. message: All tests |' +
        '.*(coverage\.cobertura|Sequence_\w+)\.xml$|\s*$|   at (System\.Reflection|Xunit\.Sdk)\.)|\[FAIL\]$'
    & dotnet @arguments | Where-Object { $_ -notmatch $noise } | ForEach-Object { Write-Host $_ }
    return $LASTEXITCODE
}

function Invoke-Test([string[]] $arguments) {
    $options = Read-TestOptions $arguments
    Assert-Sdk
    $started = Get-Date
    $exitCode = 0
    if ($options.Services) {
        $leftOut = @(Resolve-Services $options.Install)
        if ($leftOut.Count -gt 0) { $exitCode = $ExitServicesMissing }
    }
    else {
        $leftOut = @($KnownServices + @(Get-NeededServices) | Sort-Object -Unique)
        Write-Coloured "Left out on purpose: the tests that need one of $($KnownServices -join ', ')." 'Yellow'
    }

    $totals = @{ Passed = 0; Failed = 0; Names = @(); Complaints = @() }
    if ((Invoke-Build $Solution) -ne 0) {
        $totals.Complaints += 'The build.'
        Complete-Tests $totals $started $ExitFailed
    }

    $scratch = Join-Path ([IO.Path]::GetTempPath()) "larder-test.$([Guid]::NewGuid().ToString('N'))"
    [void](New-Item -ItemType Directory -Path $scratch)
    $env:LARDER_TEST_SCALE_LOG = Join-Path $scratch 'scaled.txt'
    try {
        Write-Step "Testing (LARDER_TEST_SCALE=$($env:LARDER_TEST_SCALE))"
        $expression = Get-Expression $options.Filter $leftOut
        $status = Invoke-Suites $scratch $expression $options.Coverage
        $totals = Get-Totals $scratch $expression
        if ($status -ne 0 -and $totals.Failed + $totals.Complaints.Count -eq 0) {
            $totals.Complaints += "The run ended with exit code $status, although no test failed."
        }
        if ($options.Coverage) { Write-CoverageReport $scratch }
        if (Test-Path $env:LARDER_TEST_SCALE_LOG) {
            Get-Content $env:LARDER_TEST_SCALE_LOG | Sort-Object -Unique | ForEach-Object { Write-Host $_ }
        }
    }
    finally { Remove-Item -Path $scratch -Recurse -Force -ErrorAction SilentlyContinue }

    if ($totals.Passed + $totals.Failed + $totals.Complaints.Count -eq 0) {
        Write-Coloured "No test ran: none matches the filter $expression." 'Yellow'
        $exitCode = $ExitFailed
    }
    Complete-Tests $totals $started $exitCode
}

# ---- The other verbs ------------------------------------------------------------------------------------------

function Invoke-Run([string[]] $arguments) {
    Assert-Sdk
    if ((Invoke-Build $ServerProject) -ne 0) { exit $ExitFailed }
    # The folder decides which .env and which data are found, and it must not depend on where the caller stands.
    Push-Location $Root
    try { & dotnet (Join-Path $Root 'src/Larder.Server/bin/Release/net10.0/Larder.Server.dll') @arguments }
    finally { Pop-Location }
    exit $LASTEXITCODE
}

function Invoke-Migrate([string[]] $arguments) { Invoke-Run (@('migrate') + $arguments) }

function Assert-Compose {
    $without = '.\larder.ps1 run'
    if (-not (Test-Command 'docker')) {
        Write-Fault "there is no 'docker' in PATH. Install Docker, or do without: $without needs no container"
        exit $ExitFailed
    }
    if ((Invoke-Captured $Root 'docker' @('compose', 'version')).ExitCode -ne 0) {
        Write-Fault "this docker has no 'compose'. Install its compose plugin, or do without: $without"
        exit $ExitFailed
    }
    if ((Invoke-Captured $Root 'docker' @('info')).ExitCode -ne 0) {
        Write-Fault "docker does not answer. Is its service running, and may you use it? 'docker info' says more"
        exit $ExitFailed
    }
}

function Invoke-Compose([string[]] $arguments) {
    Assert-Compose
    Push-Location $Root
    try { & docker compose @arguments }
    finally { Pop-Location }
    exit $LASTEXITCODE
}

# Returns once all of them are well; whoever wants to watch has `logs`.
function Invoke-Up([string[]] $arguments) { Invoke-Compose (@('up', '--build', '--detach', '--wait') + $arguments) }

function Invoke-Down([string[]] $arguments) { Invoke-Compose (@('down') + $arguments) }

function Invoke-Logs([string[]] $arguments) { Invoke-Compose (@('logs', '--follow') + $arguments) }

function Invoke-Dev([string[]] $arguments) {
    Assert-Sdk
    if (-not $env:ASPNETCORE_ENVIRONMENT) { $env:ASPNETCORE_ENVIRONMENT = 'Development' }
    & dotnet watch --project $ServerProject run '--' @arguments
    exit $LASTEXITCODE
}

function Invoke-Format([string[]] $arguments) {
    Assert-Sdk
    & dotnet format $Solution @arguments
    exit $LASTEXITCODE
}

function Invoke-Tidy([string[]] $arguments) {
    Assert-Sdk
    & dotnet run --project (Join-Path $Root 'tests/Larder.Tidy') --configuration Release '--' @arguments
    exit $LASTEXITCODE
}

function Invoke-Bench([string[]] $arguments) {
    Assert-Sdk
    & dotnet run --project (Join-Path $Root 'benchmarks/Larder.Benchmarks') --configuration Release '--' @arguments
    exit $LASTEXITCODE
}

function Invoke-Cli([string[]] $arguments) {
    Assert-Sdk
    # What the program prints may be read by another one, so nothing of the build goes to the output stream.
    $build = Invoke-Captured $Root 'dotnet' @('build', $CliProject, '--configuration', 'Release', '--nologo',
        '--verbosity', 'quiet')
    if ($build.ExitCode -ne 0) {
        $build.Output | ForEach-Object { [Console]::Error.WriteLine($_) }
        exit $ExitFailed
    }
    if ($arguments.Count -gt 0 -and $arguments[0] -ceq '--') { $arguments = @($arguments | Select-Object -Skip 1) }
    & dotnet (Join-Path $Root 'src/Larder.Cli/bin/Release/net10.0/cache-cli.dll') @arguments
    exit $LASTEXITCODE
}

function Invoke-Setup([string[]] $arguments) {
    $mayInstall = $true
    if ($arguments.Count -gt 0) {
        if ($arguments[0] -cne '--no-install') { Stop-ForUsage "'$($arguments[0])' is not an option of setup." }
        $mayInstall = $false
    }
    Assert-Sdk
    Write-Step 'Restoring packages'
    if ((Invoke-Quietly 'dotnet' @('restore', $Solution, '--nologo')) -ne 0) { exit $ExitFailed }
    if (@(Resolve-Services $mayInstall).Count -gt 0) { exit $ExitServicesMissing }
    Write-Host 'Ready: .\larder.ps1 run, .\larder.ps1 test'
}

if ($args.Count -eq 0) { Stop-ForUsage 'a verb is missing.' }
$verb = [string]$args[0]
$options = @($args | Select-Object -Skip 1 | ForEach-Object { [string]$_ })
$separator = [Array]::IndexOf([string[]]$options, '--')
$ours = if ($separator -ge 0) { @($options | Select-Object -First $separator) } else { $options }
if ($ours -contains '-h' -or $ours -contains '--help') {
    Write-Host $Usage
    exit 0
}

switch -CaseSensitive ($verb) {
    'run' { Invoke-Run $options }
    'test' { Invoke-Test $options }
    'setup' { Invoke-Setup $options }
    'dev' { Invoke-Dev $options }
    'migrate' { Invoke-Migrate $options }
    'up' { Invoke-Up $options }
    'down' { Invoke-Down $options }
    'logs' { Invoke-Logs $options }
    'format' { Invoke-Format $options }
    'tidy' { Invoke-Tidy $options }
    'bench' { Invoke-Bench $options }
    'cli' { Invoke-Cli $options }
    'help' { Write-Host $Usage }
    '-h' { Write-Host $Usage }
    '--help' { Write-Host $Usage }
    default { Stop-ForUsage "there is no verb '$verb'." }
}
exit 0

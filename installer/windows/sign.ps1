# Signs files on a Windows runner. Without the secrets it says so and does nothing: an unsigned build is no failure.
param([Parameter(Mandatory = $true)][string[]]$Files)
$ErrorActionPreference = "Stop"
if (-not $env:LDCOACH_SIGN_CERTIFICATE -or -not $env:LDCOACH_SIGN_PASSWORD) {
    Write-Output "Not signed: there is no certificate."
    exit 0
}
$certificate = Join-Path $env:RUNNER_TEMP "ldcoach-signing.pfx"
try {
    [IO.File]::WriteAllBytes($certificate, [Convert]::FromBase64String($env:LDCOACH_SIGN_CERTIFICATE))
    foreach ($file in $Files) {
        signtool sign /fd SHA256 /f $certificate /p $env:LDCOACH_SIGN_PASSWORD /tr $env:LDCOACH_SIGN_TIMESTAMP /td SHA256 $file
        if ($LASTEXITCODE -ne 0) { throw "signtool ended with $LASTEXITCODE" }
        signtool verify /pa $file
        if ($LASTEXITCODE -ne 0) { throw "The signature of $file does not verify." }
    }
} finally {
    Remove-Item -Force -ErrorAction SilentlyContinue $certificate
}

#!/bin/sh
# Puts the signing identities and the notary's profile into a keychain of the runner. Without secrets it does nothing.
set -eu
if [ -z "${MAC_CERTIFICATES:-}" ]; then
    echo "There are no certificates: the build will not be signed."
    exit 0
fi
keychain="$RUNNER_TEMP/ldcoach.keychain-db"
secret=$(openssl rand -hex 24)
bundle="$RUNNER_TEMP/certificates.p12"
trap 'rm -f "$bundle" "$RUNNER_TEMP/notary.p8"' EXIT
security create-keychain -p "$secret" "$keychain"
security set-keychain-settings -lut 7200 "$keychain"
security unlock-keychain -p "$secret" "$keychain"
printf '%s' "$MAC_CERTIFICATES" | base64 --decode > "$bundle"
security import "$bundle" -k "$keychain" -P "$MAC_CERTIFICATES_PASSWORD" -T /usr/bin/codesign -T /usr/bin/pkgbuild
security set-key-partition-list -S apple-tool:,apple: -s -k "$secret" "$keychain" > /dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
if [ -n "${MAC_NOTARY_KEY:-}" ] && [ -n "${LDCOACH_MAC_NOTARY_PROFILE:-}" ]; then
    printf '%s' "$MAC_NOTARY_KEY" > "$RUNNER_TEMP/notary.p8"
    xcrun notarytool store-credentials "$LDCOACH_MAC_NOTARY_PROFILE" --key "$RUNNER_TEMP/notary.p8" \
        --key-id "$MAC_NOTARY_KEY_ID" --issuer "$MAC_NOTARY_ISSUER" --keychain "$keychain"
fi

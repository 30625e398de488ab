#!/bin/sh
# Adds this folder's LDCoach to the menu of the user who runs it; --remove takes it away. Needs no root.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-"$HOME/.local/share"}
id=org.ldcoach.LDCoach
refresh() {
    # Where the desktop brings these, double clicks find LDCoach at once.
    if command -v update-mime-database > /dev/null; then update-mime-database "$data/mime" || true; fi
    if command -v update-desktop-database > /dev/null; then update-desktop-database "$data/applications" || true; fi
}
if [ "${1:-}" = --remove ]; then
    rm -f "$data/mime/packages/$id.xml" "$data/applications/$id.desktop" "$data/icons/hicolor/scalable/apps/$id.svg" "$HOME/.local/bin/ldcoach"
    refresh
    echo "LDCoach is out of the menu. Its folder and the records are as they were."
    exit 0
fi
mkdir -p "$data/mime/packages" "$data/applications" "$data/icons/hicolor/scalable/apps" "$HOME/.local/bin"
sed "s|^Exec=ldcoach|Exec=\"$here/ldcoach\"|" "$here/$id.desktop" > "$data/applications/$id.desktop"
cp "$here/$id.svg" "$data/icons/hicolor/scalable/apps/$id.svg"
cp "$here/$id.xml" "$data/mime/packages/$id.xml"
ln -sf "$here/ldcoach" "$HOME/.local/bin/ldcoach"
refresh
echo "LDCoach is in the menu, and ~/.local/bin/ldcoach starts it."

#!/bin/sh
# Makes a Debian machine a kiosk of the hall: it logs in by itself, shows one page, and shows it again after a crash.
# Usage: install.sh ADDRESS        such as http://127.0.0.1:8000/kiosk/K1
# With DESTDIR set nothing is installed: only the files are written, below that folder.
set -eu

address=${1:-}
case $address in
  http://*/kiosk/*|https://*/kiosk/*) ;;
  *) echo "Usage: $0 ADDRESS, such as http://127.0.0.1:8000/kiosk/K1" >&2; exit 2 ;;
esac
case $address in
  *[!A-Za-z0-9:/._?=\&-]*) echo "This address holds characters that no kiosk's address has." >&2; exit 2 ;;
esac
root=${DESTDIR:-}
user=kiosk
origin=$(printf '%s' "$address" | cut -d/ -f1-3)

if [ -z "$root" ]; then
  [ "$(id -u)" = 0 ] || { echo "Run this as root: sudo $0 $address" >&2; exit 1; }
  apt-get update
  apt-get install --yes --no-install-recommends cage chromium dbus-user-session libpam-systemd \
    pipewire-alsa wireplumber fonts-noto-core
  id "$user" >/dev/null 2>&1 || useradd --create-home --shell /usr/sbin/nologin --groups video,audio,input "$user"
fi

write() { # the file $1, from the standard input
  mkdir -p "$root$(dirname "$1")"
  cat > "$root$1"
}

# The browser: full screen, no gestures, no bubbles, sound without a click.
write /usr/local/bin/hall-kiosk <<EOF
#!/bin/sh
# A browser that was killed would ask whether to restore its pages.
profile="\$HOME/.config/chromium/Default/Preferences"
[ ! -f "\$profile" ] || sed -i 's/"exited_cleanly":false/"exited_cleanly":true/; s/"exit_type":"[^"]*"/"exit_type":"Normal"/' "\$profile"
exec chromium --kiosk --no-first-run --noerrdialogs --disable-session-crashed-bubble --disable-infobars \\
  --ozone-platform=wayland --disable-pinch --overscroll-history-navigation=0 --disable-features=Translate,TouchpadOverscrollHistoryNavigation \\
  --password-store=basic --autoplay-policy=no-user-gesture-required --check-for-update-interval=31536000 \\
  --unsafely-treat-insecure-origin-as-secure=$origin "$address"
EOF
chmod 755 "$root/usr/local/bin/hall-kiosk"

# Cage shows this one program and nothing else; systemd logs the user in on the first console and starts it again.
write /etc/systemd/system/hall-kiosk.service <<EOF
[Unit]
Description=The ticket kiosk of the hall
After=systemd-user-sessions.service plymouth-quit-wait.service network.target
Conflicts=getty@tty1.service
After=getty@tty1.service

[Service]
User=$user
PAMName=login
TTYPath=/dev/tty1
TTYReset=yes
TTYVHangup=yes
StandardInput=tty-fail
UtmpIdentifier=tty1
UtmpMode=user
ExecStart=/usr/bin/cage -d -- /usr/local/bin/hall-kiosk
Restart=always
RestartSec=3
TimeoutStopSec=10

[Install]
WantedBy=graphical.target
EOF

# The only pages are the hall's; nothing can be downloaded, printed, translated or looked into.
write /etc/chromium/policies/managed/hall-kiosk.json <<EOF
{
  "URLBlocklist": ["*"],
  "URLAllowlist": ["$origin"],
  "DeveloperToolsAvailability": 2,
  "DownloadRestrictions": 3,
  "PrintingEnabled": false,
  "TranslateEnabled": false,
  "PasswordManagerEnabled": false,
  "AutofillAddressEnabled": false,
  "AutofillCreditCardEnabled": false,
  "BrowserSignin": 0,
  "SyncDisabled": true,
  "MetricsReportingEnabled": false,
  "DefaultNotificationsSetting": 2,
  "DefaultGeolocationSetting": 2
}
EOF

if [ -z "$root" ]; then
  systemctl daemon-reload
  systemctl set-default graphical.target
  systemctl enable hall-kiosk.service
  echo "Done. Restart this machine, or: systemctl start hall-kiosk"
else
  echo "Wrote the files below $root."
fi

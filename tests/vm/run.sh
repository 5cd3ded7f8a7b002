#!/usr/bin/env bash
# The attack suite on another kernel, control groups of version 2 only, as root and as an ordinary user.
# README.md beside it tells what for. Needs root, about 3 GB of memory and Debian's package archive.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d /var/tmp/twilight-vm-XXXXXX)
trap 'rm -rf "$work"' EXIT

apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    qemu-system-x86 busybox-static cpio util-linux >/dev/null
kernel=$(apt-cache depends linux-image-amd64 | awk '/Depends: linux-image/ { print $2; exit }')
(cd "$work" && apt-get -qq download "$kernel" && dpkg -x ./*.deb root)
modules=$(echo "$work"/root/lib/modules/*/kernel)

# The programs of the tests, built as always; the guest sees this machine's files, read-only, at their own places.
built=$(cd "$here/../.." && cargo test --workspace --test attacks --test attacks_warm --no-run 2>&1) ||
    { echo "$built" >&2; exit 1; }
programs=$(sed -n 's/^ *Executable .*(\(.*\))$/\1/p' <<<"$built")
[ "$(wc -l <<<"$programs")" = 2 ] || { echo "cargo named no test programs: $built" >&2; exit 1; }
{
    echo "cd '$here/../../crates/sandbox'"
    echo "programs='$(cd "$here/../.." && for one in $programs; do realpath "$one"; done | tr '\n' ' ')'"
    cat "$here/guest.sh"
} >"$work/guest.sh"

mkdir -p "$work"/initrd/{bin,modules,proc,sys,dev,lower,upper,new}
cp "$(command -v busybox)" "$work/initrd/bin/"
cp "$here/init.sh" "$work/initrd/init"
chmod +x "$work/initrd/init"
for module in drivers/virtio/virtio{_ring,,_pci_modern_dev,_pci_legacy_dev,_pci} \
    fs/netfs/netfs fs/fscache/fscache net/9p/9pnet net/9p/9pnet_virtio fs/9p/9p fs/overlayfs/overlay; do
    cp "$modules/$module.ko" "$work/initrd/modules/"
done
(cd "$work/initrd" && find . | cpio --quiet -o -H newc | gzip -1 >"$work/initrd.gz")

timeout 3600 qemu-system-x86_64 -machine q35 -cpu max -smp 2 -m 3G -nographic -no-reboot -nic none \
    -kernel "$work"/root/boot/vmlinuz-* -initrd "$work/initrd.gz" \
    -append "console=ttyS0 panic=-1 quiet twilight.guest=$work/guest.sh" \
    -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
    </dev/null | tee "$work/log"
# The last line of a guest in which every test passed.
grep -q '^every test passed' "$work/log"

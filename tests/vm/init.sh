#!/bin/busybox sh
# First process of the guest: the host's files, read-only, below a layer in memory; control groups of version 2.
export PATH=/bin
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for module in virtio_ring virtio virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci \
    netfs fscache 9pnet 9pnet_virtio 9p overlay; do
    insmod "/modules/$module.ko"
done
guest=$(sed 's/.*twilight.guest=\([^ ]*\).*/\1/' /proc/cmdline)
mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose,ro host /lower || poweroff -f
mount -t tmpfs -o size=1500m tmpfs /upper
mkdir /upper/files /upper/work
mount -t overlay -o lowerdir=/lower,upperdir=/upper/files,workdir=/upper/work overlay /new || poweroff -f
umount /proc /sys
mount -t proc proc /new/proc
mount -t sysfs sys /new/sys
mount --move /dev /new/dev
mkdir -p /new/dev/shm /new/sys/fs/cgroup
mount -t tmpfs tmpfs /new/dev/shm
mount -t tmpfs tmpfs /new/run
mount -t cgroup2 cgroup2 /new/sys/fs/cgroup
exec switch_root /new /bin/bash "$guest"

#!/bin/sh
# Hands the container's control groups to the user `playground` and becomes it, without capabilities and for good.
#
# A container sees its groups read-only. Making them writable takes CAP_SYS_ADMIN, which nothing has any more when the
# service starts. Where the runtime mounts them writable for the user already (`cgroup_writable` of containerd), start the
# container as that user: then nothing here is done.
set -eu

if [ "$(id -u)" != 0 ]; then
    exec "$@"
fi

groups=/sys/fs/cgroup
if [ ! -e "$groups/cgroup.controllers" ]; then
    echo "entrypoint: $groups is no cgroup v2 hierarchy. The host has to use version 2, and the container its own cgroup namespace." >&2
    exit 1
fi
mount -o remount,rw "$groups" || {
    echo "entrypoint: $groups cannot be made writable: give the container CAP_SYS_ADMIN, and no AppArmor profile that forbids mounting." >&2
    exit 1
}
# The delegation that systemd's Delegate= makes: the group itself, and three of its files.
chown playground:playground "$groups" "$groups/cgroup.procs" "$groups/cgroup.subtree_control" "$groups/cgroup.threads"

exec setpriv --reuid=playground --regid=playground --clear-groups \
    --inh-caps=-all --ambient-caps=-all --bounding-set=-all --no-new-privs -- "$@"
